import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { solution } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import { order, orderApproval, orderShare } from "~db/schema/orders";
import { priceOf } from "~/domain/catalogue/price-views.server";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import type { AwardedAndOrdered } from "./draft/awarded-views.server";
import { payersToAsk, type AskedPayer } from "./approvals/approver-views.server";
import { calculateCost, type CalculatedCost } from "~/domain/who-pays/calculate-cost.server";
import type { Change } from "./draft/change-order.server";
import { payerTotals, totalsOf } from "~/domain/who-pays/cost";
import { lockOrder, type LockedOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ownSignature } from "~/domain/people/signature";
import { requireSigningPower } from "~/domain/people/signing-views.server";
import { missingParts, ORDER_STATES, ORDER_WORDS, type OrderState } from "./order";
import { requireBuyer } from "./parties";
import { progressOf } from "./progress-views.server";
import { requireOrderable, type GateEvidence } from "./require-orderable.server";
import { requirePayable } from "./approvals/require-payable.server";
import { requireStillNamed } from "./require-still-named.server";
import { requireFresh } from "./draft/stale-edit";
import { useLocalSpend } from "~/domain/local-spend/use-local-spend.server";

export interface Submission extends Change {
  today: Day;
  /** What was typed as a signature: the name of the person who sends the order, or nothing. */
  signatoryName?: string;
}

/** What is frozen with the order; the buyer's signature waits here until the supplier signs too. */
export interface OrderSnapshot {
  signedForBuyer: { userId: string; name: string; at: string; role?: string };
  listingVersion: number | null;
  gate: GateEvidence;
  /** What was awarded beside what was ordered, with the mechanism's second answer where it was run again. */
  compared?: AwardedAndOrdered | null;
}

/**
 * Sends an order for approval: checks that it is complete and may be placed today, freezes prices, shares and
 * evidence, signs for the buyer and asks every payer whose share costs something. Sending the same order
 * twice is one action. Throws Problem rule-broken `order-incomplete`, `price-not-current` and
 * `nothing-to-pay`, and what its guards throw.
 */
export async function submitOrder(
  tx: Tx,
  command: Submission,
): Promise<{ state: OrderState; already: boolean }> {
  const { actor, at, today } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireBuyer(actor, locked);
  const out = locked.state === "awaiting_approval" || locked.state === "awaiting_signature";
  if (out && command.editCount + 1 === locked.editCount) return { state: locked.state, already: true };
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "submit");
  const name = ownSignature(actor, command.signatoryName);
  requireFresh(locked, command.editCount);
  await requireComplete(tx, locked, today);
  const cost = (await calculateCost(tx, locked, today, { binding: true }))!;
  await requireCurrentPrices(tx, cost, today);
  const totals = totalsOf(cost.shares);
  await requireSigningPower(tx, { actor, role: "procurement_lead", amount: totals.gross });
  const gate = await requireOrderable(tx, locked, { today, valueIncVat: totals.gross });
  const compared = await requireStillNamed(tx, locked, { ...totals, items: cost.items, on: today });
  await requirePayable(tx, locked, cost);
  const asked = await payersToAsk(tx, payerTotals(cost.shares), today);
  await writeShares(tx, locked, { cost, asked, at });
  await useLocalSpend(tx, { orderId: locked.id, matched: cost.matchedSpend });
  const [listing] = await tx.select().from(solution).where(eq(solution.id, locked.solutionId));
  const snapshot: OrderSnapshot = {
    signedForBuyer: { userId: actor.userId!, name, at: at.toISOString(), role: "procurement_lead" },
    listingVersion: listing?.listingVersion ?? null,
    gate,
    compared,
  };
  await tx
    .update(order)
    .set({
      state,
      net: totals.net,
      vat: totals.vat,
      agreementId: cost.agreement?.agreementId ?? null,
      agreementVersion: cost.agreement?.version ?? null,
      submittedAt: at,
      snapshot,
      editCount: sql`${order.editCount} + 1`,
    })
    .where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.submitted",
    summary: `${name} signed for the buyer and sent the order for approval: ${formatPence(totals.gross)} including VAT`,
    actor,
    at,
    before: { state: locked.state },
    after: {
      state,
      ...totals,
      payers: payerTotals(cost.shares),
      agreement: cost.agreement?.agreementId ?? null,
      compared,
    },
  });
  await askPayers(tx, locked, asked);
  return { state, already: false };
}

async function requireComplete(tx: Tx, locked: LockedOrder, on: Day): Promise<void> {
  const missing = missingParts(await progressOf(tx, locked, { sharesReason: null, on }));
  if (missing.length === 0) return;
  throw new Problem(
    "rule-broken",
    "order-incomplete",
    {
      title: "This order is not complete yet.",
      detail: `${missing.map((part) => part.text).join(". ")}.`,
      next: { label: "Go to the task list", href: `/buying/orders/${locked.id}` },
    },
    { parts: missing.map((part) => part.part) },
  );
}

/** A price that ended since it was chosen is no longer offered: the buyer must look at today's. */
async function requireCurrentPrices(tx: Tx, cost: CalculatedCost, today: Day): Promise<void> {
  for (const item of cost.items) {
    await priceOf(tx, item.priceId, today).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      throw new Problem("rule-broken", "price-not-current", {
        title: `The price of ${item.name} that this order uses is no longer offered.`,
        detail: "Open 'Items and quantities', choose one of today's prices, and check the order again.",
        rule: "An order is placed at prices that hold on the day",
      });
    });
  }
}

async function writeShares(
  tx: Tx,
  locked: LockedOrder,
  { cost, asked, at }: { cost: CalculatedCost; asked: readonly AskedPayer[]; at: Date },
): Promise<void> {
  await tx.delete(orderApproval).where(eq(orderApproval.orderId, locked.id));
  await tx.delete(orderShare).where(eq(orderShare.orderId, locked.id));
  if (cost.shares.length === 0) {
    throw new Problem("rule-broken", "nothing-to-pay", {
      title: "This order costs nothing, so there is nothing to send.",
      detail: "Check the items and their quantities.",
    });
  }
  await insertRows(
    tx,
    orderShare,
    cost.shares.map(({ period, ...share }) => ({
      ...share,
      orderId: locked.id,
      periodFrom: period.from,
      periodTo: period.to,
    })),
  );
  await insertRows(
    tx,
    orderApproval,
    asked.map(({ payerCode, net, vat }) => ({
      orderId: locked.id,
      payerCode,
      state: "requested",
      net,
      vat,
      requestedAt: at,
    })),
  );
}

async function askPayers(tx: Tx, locked: LockedOrder, asked: readonly AskedPayer[]): Promise<void> {
  const centre = await tx
    .select({ code: organisation.code })
    .from(organisation)
    .where(eq(organisation.kind, "national"));
  const centreCodes = new Set(centre.map(({ code }) => code));
  for (const payer of asked) {
    const side = centreCodes.has(payer.payerCode) ? "commercial" : "buying";
    await notifyPeople(
      tx,
      { organisationCode: payer.payerCode, roles: ["approver", "commercial_officer"] },
      {
        kind: "share-to-approve",
        subject: `Approve your share of order ${locked.id}`,
        body: [
          `${locked.title} (${locked.id}) asks your organisation to pay ${formatPence(payer.net)} and ${formatPence(payer.vat)} VAT.`,
          { label: "Approve or decline it", path: `/${side}/approvals/${locked.id}` },
        ],
      },
    );
  }
}
