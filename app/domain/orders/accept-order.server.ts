import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderShare, orderSignature } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { claimAllocations } from "~/domain/funding/allocations/claim-allocations.server";
import { commitOrder } from "~/domain/ledger/commit-order.server";
import { formatPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { enqueue } from "~/platform/queue.server";
import type { Change } from "./draft/change-order.server";
import { costOf, payerTotals, totalsOf, type Share } from "~/domain/who-pays/cost";
import { lockOrder, type LockedOrder } from "./lock-order.server";
import { notifyRecipients } from "./notify-recipients.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ownSignature } from "~/domain/people/signature";
import { requireSigningPower } from "~/domain/people/signing-views.server";
import { ORDER_STATES, ORDER_WORDS, type OrderState } from "./order";
import { requireSignatory } from "./parties";
import { requireDaysInContract } from "./require-days-in-contract.server";
import { requireFittingFunds } from "./approvals/require-fitting-funds.server";
import { requireOrderable } from "./require-orderable.server";
import { requireFresh } from "./draft/stale-edit";
import type { OrderSnapshot } from "./submit-order.server";

export interface Acceptance extends Change {
  today: Day;
  /** The supplier's signature as typed: the own name of the person who signs. */
  signatoryName: string;
}

/**
 * The supplier signs: the gate is asked again for today, the money of every share is committed, both
 * signatures are written, the order goes live and its publication is queued, all or nothing. A fund that is
 * short refuses, says by how much, and the order goes on waiting. Accepting twice is one action. Throws
 * Problem bad-request `signature-missing`, rule-broken `signed-for-buyer`, and what its guards throw.
 */
export async function acceptOrder(
  tx: Tx,
  command: Acceptance,
): Promise<{ state: OrderState; already: boolean }> {
  const { actor, at, today } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireSignatory(actor, locked);
  if (locked.state === "live" || locked.state === "completed") return { state: locked.state, already: true };
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "accept");
  if ((locked.snapshot as OrderSnapshot).signedForBuyer.userId === actor.userId) {
    throw new Problem("rule-broken", "signed-for-buyer", {
      title: "You signed this order for its buyer, so another person signs for the supplier.",
      detail: "Ask another signatory of the supplier. The order goes on waiting.",
      rule: "An order is signed by two people, one for each side",
    });
  }
  if (!command.signatoryName.trim())
    throw new Problem("bad-request", "signature-missing", "Enter your full name to sign the order.");
  const signatoryName = ownSignature(actor, command.signatoryName);
  requireFresh(locked, command.editCount);
  const shares = await tx.select().from(orderShare).where(eq(orderShare.orderId, locked.id));
  const totals = totalsOf(shares);
  await requireSigningPower(tx, { actor, role: "supplier_signatory", amount: totals.gross });
  await requireDaysInContract(
    tx,
    locked,
    "Decline the order and say so: it then goes back to its buyer, who can change the day or the term.",
  );
  await requireOrderable(tx, locked, { today, valueIncVat: totals.gross });
  await requireFittingFunds(tx, locked, shares);
  await writeSignatures(tx, locked, { userId: actor.userId!, signatoryName, at });
  await tx
    .update(order)
    .set({ state, liveAt: at, editCount: sql`${order.editCount} + 1` })
    .where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.accepted",
    summary: `${signatoryName} signed for ${locked.supplierName}; the order is live for ${formatPence(totals.gross)} including VAT`,
    actor,
    at,
    before: { state: locked.state },
    after: { state, signatoryName, ...totals },
  });
  await enqueue(tx, "publish-release", { orderId: locked.id });
  await notifyEverybody(tx, locked, shares as unknown as Share[]);
  await notifyRecipients(tx, locked);
  const costs = shares
    .map(({ id, payerCode, fundId, ...amounts }) => ({
      shareId: id,
      payerCode,
      fundId,
      cost: costOf(amounts),
    }))
    .filter((share) => share.cost > 0n);
  await claimAllocations(tx, { buyerCode: locked.buyerCode, shares: costs });
  // Last, because until the commit every other order on the same fund waits behind this one.
  await commitOrder(tx, {
    orderId: locked.id,
    supplierId: locked.supplierId,
    shares: costs,
    actor,
    at,
    today,
  });
  return { state, already: false };
}

/** The buyer's, which waited in the snapshot, and the supplier's: name, role and moment of each. */
async function writeSignatures(
  tx: Tx,
  locked: LockedOrder,
  supplier: { userId: string; signatoryName: string; at: Date },
): Promise<void> {
  const { signedForBuyer: buyer } = locked.snapshot as OrderSnapshot;
  await tx.insert(orderSignature).values([
    {
      orderId: locked.id,
      side: "buyer",
      userId: buyer.userId,
      signatoryName: buyer.name,
      role: buyer.role ?? null,
      signedAt: new Date(buyer.at),
    },
    {
      orderId: locked.id,
      side: "supplier",
      userId: supplier.userId,
      signatoryName: supplier.signatoryName,
      role: "supplier_signatory",
      signedAt: supplier.at,
    },
  ]);
}

async function notifyEverybody(tx: Tx, locked: LockedOrder, shares: readonly Share[]): Promise<void> {
  const subject = `Order ${locked.id} is live`;
  const first = `${locked.supplierName} has signed ${locked.title} (${locked.id}). The order is live.`;
  await notifyPeople(
    tx,
    { organisationCode: locked.buyerCode, roles: ["procurement_lead"] },
    {
      kind: "order-live",
      subject,
      body: [
        first,
        {
          label: "Confirm its milestones as they are reached",
          path: `/buying/orders/${locked.id}/milestones`,
        },
      ],
    },
  );
  for (const payer of payerTotals(shares).filter((one) => one.cost > 0n)) {
    const amount = formatPence(payer.cost);
    await notifyPeople(
      tx,
      { organisationCode: payer.payerCode, roles: ["approver", "commercial_officer"] },
      {
        kind: "order-live",
        subject,
        body: [first, `${amount} of your organisation's money is committed to it.`],
      },
    );
  }
}
