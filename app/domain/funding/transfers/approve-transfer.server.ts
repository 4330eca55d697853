import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { fundTransfer } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { ZERO } from "../../money/money";
import type { Day } from "../../shared/day";
import { Problem } from "../../shared/problem";
import { queueEmail } from "../../people/queue-email.server";
import { whyNotTransfer, type TransferPurpose } from "./fund-transfer";
import { fundsLeaving } from "./leaving-views.server";
import { fundAccount } from "~/domain/ledger/ledger";
import { lockTransfer } from "./lock-transfer.server";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { requireSomebodyElse } from "../requests/two-people";

/**
 * Approves a transfer between funds and moves its money, both or neither. By another officer than the one who
 * asked. Throws a Problem when it is decided already, or the giving fund has too little free by now, saying
 * by how much. Throws Problem rule-broken `transfer-refused` and `fund-short`, and what its guards throw.
 */
export async function approveTransfer(
  tx: Tx,
  input: { transferId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at, today } = input;
  const transfer = await lockTransfer(tx, input);
  requireSomebodyElse(transfer, actor.userId);
  const ids = [transfer.fromFundId, transfer.toFundId];
  // Both rows in one order for everybody: allocations of either fund wait, and orders do not.
  await tx
    .select({ id: fund.id })
    .from(fund)
    .where(isAnyOf(fund.id, ids))
    .orderBy(fund.id)
    .for("no key update");
  // Other requests that wait are decided when their turn comes; they do not stand in the way of this one.
  const funds = (await fundsLeaving(tx, ids)).map((row) => ({ ...row, waitingOut: ZERO }));
  const [from, to] = ids.map((id) => funds.find((row) => row.fundId === id)!);
  const reasons = whyNotTransfer(transfer.kind as TransferPurpose, from!, to!, transfer.amount);
  if (reasons.length > 0) {
    throw new Problem("rule-broken", "transfer-refused", {
      title: `${transfer.id} cannot be approved as things stand now.`,
      detail: `${reasons.join(" ")} Nothing has moved. Decline it, or approve it when this has changed.`,
    });
  }
  const what = `${formatPence(transfer.amount)} from ${from!.name} to ${to!.name}`;
  await recordTransaction(tx, {
    idempotencyKey: `transfer:${transfer.id}`,
    kind: transfer.kind as TransferPurpose,
    text: `${transfer.id} moved ${what}: ${transfer.reason}`,
    effectiveOn: today,
    at,
    transfers: [
      {
        kind: "move",
        debit: fundAccount(transfer.fromFundId),
        credit: fundAccount(transfer.toFundId),
        amount: transfer.amount,
      },
    ],
  }).catch((error: unknown) => {
    throw lostToAnOrder(error, transfer.id);
  });
  await tx
    .update(fundTransfer)
    .set({ state: "approved", decidedBy: actor.userId, decidedAt: at })
    .where(eq(fundTransfer.id, transfer.id));
  await recordEvent(tx, {
    stream: `fund-transfer:${transfer.id}`,
    action: "fund-transfer.approved",
    summary: `Approved ${what}, which ${transfer.requester.name} asked for`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "approved", amount: transfer.amount },
  });
  await queueEmail(tx, {
    to: transfer.requester.email,
    kind: "fund-transfer-decided",
    subject: `${transfer.id} was approved`,
    body: [
      `${actor.name} approved ${what}. The money has moved.`,
      { label: "See the transfer", path: `/commercial/funding/transfers/${transfer.id}` },
    ],
  });
}

/** An order took the money between our look and the movement: the ledger's refusal, in the words of a transfer. */
function lostToAnOrder(error: unknown, id: string): unknown {
  if (!(error instanceof Problem) || error.code !== "fund-short") return error;
  const title = error.public.title.replace("this needs", "the transfer needs");
  const detail = `Nothing has moved and ${id} still waits. Decline it, or approve it when money has come back.`;
  return new Problem("rule-broken", "fund-short", { title, detail }, error.details);
}
