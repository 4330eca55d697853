import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundPayment } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { fundAccount, sourceAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { formatPence } from "../../money/format";
import { queueEach } from "../../people/queue-each.server";
import type { Day } from "../../shared/day";
import { whyNotAdd } from "../addable";
import { usableText } from "../fund";
import { tooLate, whyNotWithPayment } from "./fund-payment";
import { lockPayment } from "./lock-payment.server";
import { requireIndependentOf } from "./require-independent.server";

/**
 * Says yes for the body that pays, and puts its money into the fund: both or neither. Both officers behind it are told. Throws Problem
 * not-found `no-such-payment`, conflict `payment-decided`, not-allowed `own-payment`, `not-your-payment` and
 * `not-independent`, rule-broken `fund-closed` and `fund-year-closed`.
 */
export async function agreeToPayment(
  tx: Tx,
  input: { paymentId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at, today } = input;
  const payment = await lockPayment(tx, input.paymentId);
  const refusal = whyNotWithPayment(payment, actor, "decide");
  if (refusal) throw refusal;
  await requireIndependentOf(tx, payment, actor);
  const late = whyNotAdd(payment.fund, today, await closedThrough(tx));
  if (late) throw tooLate(late);
  await tx
    .update(fundPayment)
    .set({ state: "agreed", decidedBy: actor.userId, decidedAt: at })
    .where(eq(fundPayment.id, payment.id));
  if (!payment.fund.payerAgreed)
    await tx.update(fund).set({ payerAgreed: true }).where(eq(fund.id, payment.fundId));
  const sum = formatPence(payment.amount);
  const { name } = payment.fund;
  await recordTransaction(tx, {
    idempotencyKey: payment.movementKey,
    kind: payment.opens ? "open" : "add",
    text: payment.opens ? `${name} opened with ${sum}` : `${name} got ${sum} more: ${payment.reason}`,
    effectiveOn: today,
    at,
    transfers: [
      {
        kind: "move",
        debit: sourceAccount(payment.payerCode),
        credit: fundAccount(payment.fundId),
        amount: payment.amount,
      },
    ],
  });
  const payerName = await organisationName(tx, payment.payerCode);
  await recordEvent(tx, {
    stream: `fund:${payment.fundId}`,
    action: "fund.payer-agreed",
    summary: `${payerName} agreed to pay ${sum} into ${name} (${payment.id})`,
    actor,
    at,
    before: { paymentId: payment.id, state: "requested" },
    after: { paymentId: payment.id, state: "agreed", amount: payment.amount },
  });
  const usable = usableText(payment.fund, today);
  await queueEach(tx, payment.tell, {
    kind: "fund-payment-decided",
    subject: `${payerName} agreed to pay ${sum} into ${name}`,
    body: [
      `${actor.name} agreed to ${payment.id} for ${payerName}. ${sum} is in ${name} now, and ${usable}.`,
      { label: "See the fund", path: `/commercial/funding/${encodeURIComponent(payment.fundId)}` },
    ],
  });
}
