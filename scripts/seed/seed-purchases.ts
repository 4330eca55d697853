// Over 300 lines: the whole course of a purchase, action by action, reads in one piece.
import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { lot } from "~db/schema/frameworks";
import { invoice } from "~db/schema/invoices";
import { order, orderApproval, orderMilestone } from "~db/schema/orders";
import { award } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { itemsFor } from "~/domain/catalogue/solution-views.server";
import { invoicingView } from "~/domain/invoices/milestone-views.server";
import { raiseAnnualCharge } from "~/domain/invoices/raise-annual-charge.server";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import type { Change, Changed } from "~/domain/orders/draft/change-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { setContacts } from "~/domain/orders/draft/set-contacts.server";
import { setDataProcessing } from "~/domain/orders/draft/set-data-processing.server";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { setKpis } from "~/domain/orders/draft/set-kpis.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { setRecipients } from "~/domain/orders/draft/set-recipients.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { addToShortlist } from "~/domain/shortlists/add-to-shortlist.server";
import { awardDirect } from "~/domain/shortlists/award-direct.server";
import { chooseSolution } from "~/domain/shortlists/choose-solution.server";
import { createShortlist } from "~/domain/shortlists/create-shortlist.server";
import { compareShortlist } from "~/domain/shortlists/comparison-views.server";
import { excludeOthers } from "~/domain/shortlists/exclude-others.server";
import { routeDecision } from "~/domain/shortlists/route-views.server";
import { lockShortlist } from "~/domain/shortlists/lock-shortlist.server";
import { readCompared } from "~/domain/orders/draft/compared";
import { quote } from "~/domain/pricing/quote";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { addDays, addMonths, earlier, type Day } from "~/domain/shared/day";
import {
  CONFIRMED_AFTER_DAYS,
  FILLED_IN_AFTER_DAYS,
  INVOICED_DAYS_LATER,
  PAID_DAYS_LATER,
  reached,
  STARTS_AFTER_DAYS,
  type SeedPurchase,
} from "./purchase-course";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

const REASONS = [
  "It costs more over the whole term for the same scope.",
  "It does not exchange the documents that our other systems send.",
  "Its implementation would take longer than the contract it replaces has left.",
];

const UNMET_NEEDS = [
  "The need asks for use on shared ward devices, which it does not offer.",
  "The need asks for documents exchanged with our present record system, which it does not do.",
  "The need asks for go-live within the quarter, and its lead time is longer.",
];

const needsOf = (solutionIds: readonly string[]) =>
  Object.fromEntries(solutionIds.map((id, index) => [id, UNMET_NEEDS[index % UNMET_NEEDS.length]!]));

/** Five million pounds including VAT: an order above it has indicators of performance (rule PA-18). */
const KPIS_ABOVE = 500_000_000n;
const KPIS = [
  { title: "The service is there", target: "99.9% of each month" },
  { title: "Calls to the help desk are answered", target: "95% within 30 seconds" },
  { title: "Serious faults are put right", target: "90% within 8 hours" },
];

/** Goes through a purchase of the past as the people did, action by action, each on its day. */
export class Purchaser {
  constructor(
    private readonly tx: Tx,
    private readonly time: SeedTime,
    private readonly people: SeedPeople,
    private readonly supplierOrganisationOf: (solutionId: string) => string,
  ) {}

  private on(purchase: SeedPurchase, daysLater: number) {
    return this.onDay(this.time.daysAgo(purchase.daysAgo), daysLater);
  }

  /** So many days after a day, but never after today. */
  private onDay(day: Day, daysLater: number) {
    const today = earlier(addDays(day, daysLater), this.time.today);
    return { today, at: this.time.at(today) };
  }

  async carryOut(purchase: SeedPurchase): Promise<void> {
    const lead = await this.people.withRole(purchase.buyerCode, "procurement_lead");
    const id = await this.shortlist(purchase, lead);
    if (!reached(purchase, "locked")) return;
    await lockShortlist(this.tx, { id, actor: lead, ...this.on(purchase, 6) });
    if (!reached(purchase, "in-progress")) return;
    const { solutionId, rivals } = purchase;
    const reasons = Object.fromEntries(
      rivals.map((rival, index) => [rival, REASONS[index % REASONS.length]!]),
    );
    const { at } = this.on(purchase, 7);
    const choice = { chosenSolutionId: solutionId, reasons, unmetNeeds: needsOf(rivals), lookedAgain: true };
    await chooseSolution(this.tx, { id, ...choice, actor: lead, at });
    await this.lookAtOthers(id, lead, this.on(purchase, 8).today);
    const { orderId } = await awardDirect(this.tx, { id, actor: lead, ...this.on(purchase, 8) });
    const editCount = await this.fillIn(purchase, orderId, lead);
    if (!reached(purchase, "awaiting-approval")) return;
    await submitOrder(this.tx, {
      orderId,
      actor: lead,
      editCount,
      ...this.on(purchase, 12),
    });
    if (!reached(purchase, "awaiting-signature")) return;
    // Sending raises the count by one; approvals can happen side by side, and none of them raises it.
    const sent = editCount + 1;
    await this.approve(purchase, orderId, sent);
    if (!reached(purchase, "live")) return;
    await this.accept(purchase, orderId, sent);
    if (reached(purchase, "invoiced")) await this.deliver(purchase, orderId, lead);
  }

  /** Says of the solutions of the lot that would rank before the chosen one which need they do not meet. */
  private async lookAtOthers(id: string, actor: Actor, today: Day): Promise<void> {
    const comparison = await compareShortlist(this.tx, { id, actor, today });
    const { ahead } = await routeDecision(this.tx, {
      comparison,
      buyerCode: actor.organisationCode!,
      today,
    });
    const needs = needsOf(ahead.map((other) => other.solutionId));
    await excludeOthers(this.tx, { id, needs, actor, at: this.time.at(today) });
  }

  private async shortlist(purchase: SeedPurchase, actor: Actor): Promise<string> {
    const { name, need, lotId, unit, quantity, termMonths } = purchase;
    const { at, today } = this.on(purchase, 0);
    const id = await createShortlist(this.tx, {
      name,
      need,
      lotId,
      quantities: { [unit]: BigInt(quantity) },
      termMonths,
      startsOn: addDays(today, STARTS_AFTER_DAYS),
      actor,
      at,
    });
    for (const solutionId of [purchase.solutionId, ...purchase.rivals]) {
      await addToShortlist(this.tx, { id, solutionId, actor, at: this.on(purchase, 2).at });
    }
    return id;
  }

  private async fillIn(purchase: SeedPurchase, orderId: string, actor: Actor): Promise<number> {
    const { today, at } = this.on(purchase, FILLED_IN_AFTER_DAYS);
    // As a person's next page does, each change goes on from the count that the one before answered with.
    let editCount = 0;
    const next = async (action: (change: Change & { today: Day }) => Promise<Changed>) => {
      ({ editCount } = await action({ actor, at, today, orderId, editCount }));
    };
    const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`;
    const supplier = await this.people.withRole(
      this.supplierOrganisationOf(purchase.solutionId),
      "supplier_editor",
    );
    const contacts = {
      buyer: { name: actor.name, email: mail(actor.name) },
      supplier: { name: supplier.name, email: mail(supplier.name) },
      purchaseOrderNumber: `PO-${orderId.slice(1, 7)}`,
    };
    await next((change) => setContacts(this.tx, change, contacts));
    const recipients = purchase.recipients ?? { [purchase.buyerCode]: purchase.quantity };
    await next((change) => setRecipients(this.tx, change, Object.keys(recipients)));
    const startsOn = addDays(today, STARTS_AFTER_DAYS - FILLED_IN_AFTER_DAYS);
    await next((change) => setDates(this.tx, change, { startsOn, termMonths: purchase.termMonths }));
    const items = await this.items(purchase, { orderId, recipients, today });
    await next((change) => setItems(this.tx, change, items));
    const milestones = [
      { title: "Go live", dueOn: addDays(startsOn, 30), paymentBasisPoints: 4000 },
      {
        title: "Accepted after three months of use",
        dueOn: addMonths(startsOn, 4),
        paymentBasisPoints: 6000,
      },
    ];
    await next((change) => setMilestones(this.tx, change, milestones));
    const [{ net, vat } = { net: null, vat: null }] = await this.tx
      .select({ net: order.net, vat: order.vat })
      .from(order)
      .where(eq(order.id, orderId));
    if ((net ?? 0n) + (vat ?? 0n) > KPIS_ABOVE)
      await next((change) => setKpis(this.tx, change, { kpis: KPIS, noKpisReason: null }));
    const processing =
      "The supplier processes patient data on the buyer's instructions, in the United Kingdom, under the framework's data protection schedule.";
    await next((change) => setDataProcessing(this.tx, change, processing));
    return editCount;
  }

  /**
   * The solution at its price in the purchase's unit, and some days of the first two services priced by the day, as many as
   * an order may add to what was compared.
   */
  private async items(
    purchase: SeedPurchase,
    of: { orderId: string; recipients: Readonly<Record<string, number>>; today: Day },
  ) {
    const { orderId, recipients, today } = of;
    const offered = await itemsFor(this.tx, purchase.solutionId, today);
    const main = offered.find((item) => item.id === purchase.solutionId)!;
    const price = main.prices.find((each) => each.unit === purchase.unit)!;
    const quantities = Object.fromEntries(
      Object.entries(recipients).map(([code, number]) => [code, BigInt(number)]),
    );
    const first = Object.keys(recipients)[0]!;
    let room = await this.roomBesideCompared(orderId);
    const services = offered
      .filter((item) => item.kind === "associated_service")
      .flatMap((item) => item.prices.filter((each) => each.unit === "day").map((each) => ({ item, each })))
      .slice(0, 2)
      .flatMap(({ item, each }, index) => {
        const costOf = (quantity: bigint) => quote(each, { quantity, termMonths: purchase.termMonths }).net;
        let days = BigInt(3 + index * 2);
        while (days > 0n && costOf(days) > room) days -= 1n;
        if (days === 0n) return [];
        room -= costOf(days);
        return [{ itemId: item.id, priceId: each.id, quantities: { [first]: days } }];
      });
    return [{ itemId: main.id, priceId: price.id, quantities }, ...services];
  }

  /** What services may add to what an award compared, in pence excluding VAT. */
  private async roomBesideCompared(orderId: string): Promise<bigint> {
    const [row] = await this.tx
      .select({ compared: award.compared, tolerance: lot.awardTolerance })
      .from(order)
      .innerJoin(award, eq(award.id, order.awardId))
      .innerJoin(lot, eq(lot.id, order.lotId))
      .where(eq(order.id, orderId));
    const compared = readCompared(row!.compared);
    return compared ? (compared.net * BigInt(row!.tolerance)) / 10_000n : 0n;
  }

  private async approve(purchase: SeedPurchase, orderId: string, editCount: number): Promise<void> {
    const waiting = await this.tx
      .select({ payerCode: orderApproval.payerCode })
      .from(orderApproval)
      .where(eq(orderApproval.orderId, orderId))
      .orderBy(asc(orderApproval.payerCode));
    for (const { payerCode } of waiting) {
      const actor = await this.people.approverOf(payerCode);
      await approveShare(this.tx, {
        orderId,
        actor,
        at: this.on(purchase, 14).at,
        editCount,
        // Where one person leads the buying of a small organisation and is its only approver.
        soleAccepted: true,
      });
    }
  }

  private async accept(purchase: SeedPurchase, orderId: string, editCount: number): Promise<void> {
    const signatory = await this.people.withRole(
      this.supplierOrganisationOf(purchase.solutionId),
      "supplier_signatory",
    );
    const { today, at } = this.on(purchase, 17);
    await acceptOrder(this.tx, {
      orderId,
      actor: signatory,
      at,
      today,
      editCount,
      signatoryName: signatory.name,
    });
    await publishOrder(this.tx, { orderId, at });
  }

  private async deliver(purchase: SeedPurchase, orderId: string, lead: Actor): Promise<void> {
    const editor = await this.people.withRole(
      this.supplierOrganisationOf(purchase.solutionId),
      "supplier_editor",
    );
    const milestones = await this.tx
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, orderId))
      .orderBy(asc(orderMilestone.position));
    const due = reached(purchase, "paid") ? milestones : milestones.slice(0, 1);
    for (const [index, milestone] of due.entries()) {
      const daysLater = CONFIRMED_AFTER_DAYS[index]!;
      await confirmMilestone(this.tx, {
        orderId,
        milestoneId: milestone.id,
        actor: lead,
        at: this.on(purchase, daysLater).at,
      });
      const raised = {
        orderId,
        milestoneId: milestone.id,
        actor: editor,
        ...this.on(purchase, daysLater + INVOICED_DAYS_LATER),
      };
      const { numbers } = await raiseInvoices(this.tx, raised);
      if (!reached(purchase, "part-paid")) continue;
      for (const number of numbers) await this.pay(number, this.on(purchase, daysLater + PAID_DAYS_LATER));
      await publishOrder(this.tx, { orderId, at: this.on(purchase, daysLater + PAID_DAYS_LATER).at });
    }
    if (reached(purchase, "paid")) await this.charge(orderId, editor);
  }

  /** Raises what the milestones left for the financial years that have begun since, and has it paid. */
  private async charge(orderId: string, editor: Actor): Promise<void> {
    const { charges } = await invoicingView(this.tx, { orderId, actor: editor });
    for (const { financialYear, from } of charges) {
      if (from > this.time.today) continue;
      const raised = { orderId, financialYear, actor: editor, ...this.onDay(from, INVOICED_DAYS_LATER) };
      const { numbers } = await raiseAnnualCharge(this.tx, raised);
      const paid = this.onDay(from, PAID_DAYS_LATER);
      for (const number of numbers) await this.pay(number, paid);
      await publishOrder(this.tx, { orderId, at: paid.at });
    }
  }

  private async pay(number: string, { today, at }: { today: Day; at: Date }): Promise<void> {
    const [row] = await this.tx.select().from(invoice).where(eq(invoice.number, number));
    const actor = await this.people.approverOf(row!.payerCode);
    await recordBacsPayment(this.tx, {
      number,
      amount: row!.gross,
      reference: `BACS ${number}`,
      paidOn: today,
      actor,
      at,
      today,
    });
  }
}
