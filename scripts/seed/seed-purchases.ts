import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice } from "~db/schema/invoicing";
import { orderApproval, orderMilestone } from "~db/schema/ordering";
import type { Actor } from "~/domain/events/event";
import { itemsFor } from "~/domain/catalogue/solution-views.server";
import { raiseInvoices } from "~/domain/invoicing/raise-invoices.server";
import { recordBacsPayment } from "~/domain/invoicing/record-bacs-payment.server";
import { acceptOrder } from "~/domain/ordering/accept-order.server";
import type { Change, Changed } from "~/domain/ordering/change-order.server";
import { approveShare } from "~/domain/ordering/approve-share.server";
import { confirmMilestone } from "~/domain/ordering/confirm-milestone.server";
import { setContacts } from "~/domain/ordering/set-contacts.server";
import { setDataProcessing } from "~/domain/ordering/set-data-processing.server";
import { setDates } from "~/domain/ordering/set-dates.server";
import { setItems } from "~/domain/ordering/set-items.server";
import { setMilestones } from "~/domain/ordering/set-milestones.server";
import { setRecipients } from "~/domain/ordering/set-recipients.server";
import { submitOrder } from "~/domain/ordering/submit-order.server";
import { addToShortlist } from "~/domain/procurement/add-to-shortlist.server";
import { awardDirect } from "~/domain/procurement/award-direct.server";
import { chooseSolution } from "~/domain/procurement/choose-solution.server";
import { createShortlist } from "~/domain/procurement/create-shortlist.server";
import { lockShortlist } from "~/domain/procurement/lock-shortlist.server";
import { publishOrder } from "~/domain/publication/publish-order.server";
import { addDays, addMonths, earlier, type Day } from "~/domain/shared/day";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

/** How far a purchase of the past has come. */
export type Stage =
  | "shortlist"
  | "locked"
  | "in-progress"
  | "awaiting-approval"
  | "awaiting-signature"
  | "live"
  | "invoiced"
  | "part-paid"
  | "paid";
const STAGES: readonly Stage[] = [
  "shortlist",
  "locked",
  "in-progress",
  "awaiting-approval",
  "awaiting-signature",
  "live",
  "invoiced",
  "part-paid",
  "paid",
];

export interface SeedPurchase {
  buyerCode: string;
  name: string;
  need: string;
  lotId: string;
  solutionId: string;
  rivals: readonly string[];
  unit: string;
  quantity: number;
  /** Recipients other than the buyer, with how many each. */
  recipients?: Readonly<Record<string, number>>;
  termMonths: number;
  daysAgo: number;
  stage: Stage;
}

const reached = (purchase: SeedPurchase, stage: Stage) =>
  STAGES.indexOf(purchase.stage) >= STAGES.indexOf(stage);

const REASONS = [
  "It costs more over the whole term for the same scope.",
  "It does not exchange the documents that our other systems send.",
  "Its implementation would take longer than the contract it replaces has left.",
];

/** Goes through a purchase of the past as the people did, deed by deed, each on its day. */
export class Purchaser {
  constructor(
    private readonly tx: Tx,
    private readonly time: SeedTime,
    private readonly people: SeedPeople,
    private readonly supplierOrganisationOf: (solutionId: string) => string,
  ) {}

  private on(purchase: SeedPurchase, daysLater: number) {
    const today = earlier(addDays(this.time.daysAgo(purchase.daysAgo), daysLater), this.time.today);
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
    await chooseSolution(this.tx, {
      id,
      chosenSolutionId: solutionId,
      reasons,
      unmetNeeds: rivals,
      actor: lead,
      at: this.on(purchase, 7).at,
    });
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

  private async shortlist(purchase: SeedPurchase, actor: Actor): Promise<string> {
    const { name, need, lotId, unit, quantity, termMonths } = purchase;
    const { at, today } = this.on(purchase, 0);
    const id = await createShortlist(this.tx, {
      name,
      need,
      lotId,
      quantities: { [unit]: BigInt(quantity) },
      termMonths,
      startsOn: addDays(today, 45),
      actor,
      at,
    });
    for (const solutionId of [purchase.solutionId, ...purchase.rivals]) {
      await addToShortlist(this.tx, { id, solutionId, actor, at: this.on(purchase, 2).at });
    }
    return id;
  }

  private async fillIn(purchase: SeedPurchase, orderId: string, actor: Actor): Promise<number> {
    const { today, at } = this.on(purchase, 9);
    // As a person's next page does, each change goes on from the count that the one before answered with.
    let editCount = 0;
    const next = async (deed: (change: Change & { today: Day }) => Promise<Changed>) => {
      ({ editCount } = await deed({ actor, at, today, orderId, editCount }));
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
    const startsOn = addDays(today, 36);
    await next((change) => setDates(this.tx, change, { startsOn, termMonths: purchase.termMonths }));
    const items = await this.items(purchase, recipients, today);
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
    const processing =
      "The supplier processes patient data on the buyer's instructions, in the United Kingdom, under the framework's data protection schedule.";
    await next((change) => setDataProcessing(this.tx, change, processing));
    return editCount;
  }

  /** The solution at its price in the purchase's unit, and one day of each of the first two services priced by the day. */
  private async items(purchase: SeedPurchase, recipients: Readonly<Record<string, number>>, today: Day) {
    const offered = await itemsFor(this.tx, purchase.solutionId, today);
    const main = offered.find((item) => item.id === purchase.solutionId)!;
    const price = main.prices.find((each) => each.unit === purchase.unit)!;
    const quantities = Object.fromEntries(
      Object.entries(recipients).map(([code, number]) => [code, BigInt(number)]),
    );
    const first = Object.keys(recipients)[0]!;
    const days = offered
      .filter((item) => item.kind === "associated_service")
      .flatMap((item) =>
        item.prices
          .filter((each) => each.unit === "day")
          .map((each) => ({ itemId: item.id, priceId: each.id })),
      )
      .slice(0, 2)
      .map((item, index) => ({ ...item, quantities: { [first]: BigInt(3 + index * 2) } }));
    return [{ itemId: main.id, priceId: price.id, quantities }, ...days];
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
      const daysLater = 70 + index * 100;
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
        ...this.on(purchase, daysLater + 3),
      };
      const { numbers } = await raiseInvoices(this.tx, raised);
      if (!reached(purchase, "part-paid")) continue;
      for (const number of numbers) await this.pay(purchase, number, daysLater + 20);
      await publishOrder(this.tx, { orderId, at: this.on(purchase, daysLater + 20).at });
    }
  }

  private async pay(purchase: SeedPurchase, number: string, daysLater: number): Promise<void> {
    const [row] = await this.tx.select().from(invoice).where(eq(invoice.number, number));
    const actor = await this.people.approverOf(row!.payerCode);
    const { today, at } = this.on(purchase, daysLater);
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
