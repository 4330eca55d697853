import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "../../shared/problem";
import { whyNotTransfer, type TransferPurpose } from "./fund-transfer";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { fundsLeaving } from "./leaving-views.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

/**
 * Asks for money to go from one fund to another. Nothing moves until another officer approves. Throws Problem
 * transfer-refused with every reason: another payer, another year, capital to revenue, or more than can leave (what is
 * free, less allocations that are not used yet and requests that wait). The amount is pence. Throws Problem
 * not-allowed `a-person-asks` and `funding-officer-only`, bad-request `reason-missing` and `reason-too-long`,
 * not-found `no-such-fund`, rule-broken `transfer-refused`.
 */
export async function requestTransfer(
  tx: Tx,
  input: {
    kind: TransferPurpose;
    fromFundId: string;
    toFundId: string;
    amount: Pence;
    reason: string;
    actor: Actor;
    at: Date;
  },
): Promise<{ transferId: string }> {
  const { actor, at, kind, fromFundId, toFundId, amount } = input;
  requireFundingOfficer(actor);
  if (actor.userId === null) {
    throw new Problem("not-allowed", "a-person-asks", "A transfer between funds is asked for by a person.");
  }
  const reason = requireReason(input.reason, "Say why the money should move.");
  const funds = await fundsLeaving(tx, [fromFundId, toFundId]);
  const from = funds.find((row) => row.fundId === fromFundId);
  const to = funds.find((row) => row.fundId === toFundId);
  if (!from || !to) {
    const missing = from ? toFundId : fromFundId;
    throw new Problem("not-found", "no-such-fund", `There is no fund ${missing}.`);
  }
  const reasons = whyNotTransfer(kind, from, to, amount);
  if (reasons.length > 0) {
    throw new Problem("rule-broken", "transfer-refused", {
      title: "This money cannot be moved.",
      detail: reasons.join(" "),
    });
  }
  const id = await drawNumber(tx, "fundTransfer");
  await tx.insert(fundTransfer).values({
    id,
    kind,
    fromFundId,
    toFundId,
    amount,
    reason,
    state: "requested",
    requestedBy: actor.userId,
    requestedAt: at,
  });
  const what = `${formatPence(amount)} from ${from.name} to ${to.name}`;
  await recordEvent(tx, {
    stream: `fund-transfer:${id}`,
    action: "fund-transfer.requested",
    summary: `Asked for ${what}: ${reason}`,
    actor,
    at,
    after: { kind, fromFundId, toFundId, amount, reason },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "fund-transfer-requested",
    subject: `${actor.name} asks to move ${formatPence(amount)} between funds`,
    body: [
      `${actor.name} asks to move ${what}.`,
      `Reason: ${reason}`,
      { label: "Approve or decline it", path: `/commercial/funding/transfers/${id}` },
    ],
  });
  return { transferId: id };
}
