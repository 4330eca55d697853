import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundPayment } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { formatPence } from "../../money/format";
import { queueEach } from "../../people/queue-each.server";
import { requireReason } from "../../shared/reason";
import { whyNotWithPayment } from "./fund-payment";
import { lockPayment } from "./lock-payment.server";
import { requireIndependentOf } from "./require-independent.server";

/**
 * Says no for the body that pays, with a reason, which both officers behind it are told. Nothing moves. Throws Problem not-found
 * `no-such-payment`, conflict `payment-decided`, not-allowed `own-payment`, `not-your-payment` and `not-independent`,
 * bad-request `reason-missing` and `reason-too-long`.
 */
export async function declinePayment(
  tx: Tx,
  input: { paymentId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const payment = await lockPayment(tx, input.paymentId);
  const refusal = whyNotWithPayment(payment, actor, "decide");
  if (refusal) throw refusal;
  await requireIndependentOf(tx, payment, actor);
  const reason = requireReason(input.reason, "Say why, so that the centre knows what to change.");
  await tx
    .update(fundPayment)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(fundPayment.id, payment.id));
  const payerName = await organisationName(tx, payment.payerCode);
  const sum = formatPence(payment.amount);
  await recordEvent(tx, {
    stream: `fund:${payment.fundId}`,
    action: "fund.payer-declined",
    summary: `${payerName} declined to pay ${sum} into ${payment.fund.name} (${payment.id}): ${reason}`,
    actor,
    at,
    before: { paymentId: payment.id, state: "requested" },
    after: { paymentId: payment.id, state: "declined", reason },
  });
  await queueEach(tx, payment.tell, {
    kind: "fund-payment-decided",
    subject: `${payerName} declined to pay ${sum} into ${payment.fund.name}`,
    body: [
      `${actor.name} declined ${payment.id} for ${payerName}: ${reason}`,
      "Nothing has moved. You can ask again, for another sum or with another reason, by adding money to the fund.",
      { label: "See the payment", path: `/commercial/funding/payments/${payment.id}` },
    ],
  });
}
