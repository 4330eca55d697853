import type { Tx } from "~db";
import { fundPayment } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { drawNumber } from "~/domain/shared/draw-number.server";
import { requireReason } from "~/domain/shared/reason";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { paymentPath, TOLD_ROLES } from "./fund-payment";
import { payerOf } from "./payer.server";

/**
 * Asks the body that a fund is paid by whether it pays this sum, in pence: nothing goes in before it agrees. Whoever decides
 * money there is told, with the page. Answers the payment's number. Throws Problem bad-request `reason-missing` and
 * `reason-too-long`.
 */
export async function askPayer(
  tx: Tx,
  input: {
    fund: { id: string; name: string; payerCode: string };
    opens: boolean;
    amount: Pence;
    reason: string;
    /** The request on which two officers agreed before. */
    requestId?: string;
    movementKey: (paymentId: string) => string;
    actor: Actor;
    at: Date;
  },
): Promise<string> {
  const { fund, opens, amount, requestId, actor, at } = input;
  const reason = requireReason(input.reason, "Say why, for the organisation that pays.");
  const id = await drawNumber(tx, "fundPayment");
  await tx.insert(fundPayment).values({
    id,
    fundId: fund.id,
    payerCode: fund.payerCode,
    opens,
    amount,
    reason,
    moneyRequestId: requestId ?? null,
    movementKey: input.movementKey(id),
    state: "requested",
    requestedBy: actor.userId!,
    requestedAt: at,
  });
  const payer = await payerOf(tx, fund.payerCode);
  await recordEvent(tx, {
    stream: `fund:${fund.id}`,
    action: "fund.payer-asked",
    summary: `Asked ${payer.name} to pay ${formatPence(amount)} into ${fund.name} (${id}): ${reason}`,
    actor,
    at,
    after: { paymentId: id, payerCode: fund.payerCode, amount, reason, opens, requestId },
  });
  await notifyPeople(
    tx,
    { organisationCode: fund.payerCode, roles: TOLD_ROLES },
    {
      kind: "fund-payer",
      subject: `Your organisation is asked to pay ${formatPence(amount)} into ${fund.name}`,
      body: [
        `${actor.name} of the centre asks your organisation to pay ${formatPence(amount)} into the fund ${fund.name} (${fund.id}).`,
        `Reason: ${reason}`,
        "Nothing goes into the fund, and nothing of it can be used, before a budget approver of your organisation agrees.",
        { label: "Agree or decline", path: paymentPath(id, payer.kind) },
      ],
    },
  );
  return id;
}
