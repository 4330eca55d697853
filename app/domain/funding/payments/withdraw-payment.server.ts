import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundPayment } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { queueEach } from "../../people/queue-each.server";
import { formatPence } from "../../money/format";
import { requireReason } from "../../shared/reason";
import { paymentPath, TOLD_ROLES, whyNotWithPayment } from "./fund-payment";
import { lockPayment } from "./lock-payment.server";
import { payerOf } from "./payer.server";

/**
 * Takes back, for the centre, what a payer was asked for and has not decided; the payer and the officers behind it are told why. Any officer may, so that
 * one who is away does not keep it waiting. Throws Problem not-found `no-such-payment`, conflict `payment-decided`, not-allowed
 * `not-your-payment` and `funding-officer-only`, bad-request `reason-missing` and `reason-too-long`.
 */
export async function withdrawPayment(
  tx: Tx,
  input: { paymentId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  requireFundingOfficer(actor);
  const payment = await lockPayment(tx, input.paymentId);
  const refusal = whyNotWithPayment(payment, actor, "withdraw");
  if (refusal) throw refusal;
  const reason = requireReason(input.reason, "Say why, for the organisation that was asked.");
  await tx
    .update(fundPayment)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(fundPayment.id, payment.id));
  const payer = await payerOf(tx, payment.payerCode);
  const sum = formatPence(payment.amount);
  await recordEvent(tx, {
    stream: `fund:${payment.fundId}`,
    action: "fund.payment-withdrawn",
    summary: `Withdrew ${payment.id}, which asked for ${sum} into ${payment.fund.name}: ${reason}`,
    actor,
    at,
    before: { paymentId: payment.id, state: "requested" },
    after: { paymentId: payment.id, state: "withdrawn", reason },
  });
  await queueEach(
    tx,
    payment.tell.filter(({ userId }) => userId !== actor.userId),
    {
      kind: "fund-payment-decided",
      subject: `${payment.id} was withdrawn: ${payer.name} does not pay ${sum} into ${payment.fund.name}`,
      body: [
        `${actor.name} withdrew ${payment.id}: ${reason}`,
        "Nothing has moved.",
        { label: "See the payment", path: `/commercial/funding/payments/${payment.id}` },
      ],
    },
  );
  await notifyPeople(
    tx,
    { organisationCode: payment.payerCode, roles: TOLD_ROLES },
    {
      kind: "fund-payment-withdrawn",
      subject: `Your organisation is no longer asked to pay ${sum} into ${payment.fund.name}`,
      body: [
        `${actor.name} of the centre withdrew ${payment.id}: ${reason}`,
        "There is nothing left for you to decide, and nothing has moved.",
        { label: "See the payment", path: paymentPath(payment.id, payer.kind) },
      ],
    },
  );
}
