import type { Queryable } from "~db";
import { DECIDING_ROLES, mayDoWithPayment } from "~/domain/funding/payments/fund-payment";
import { paymentView, whyNotAgreeTo } from "~/domain/funding/payments/payment-views.server";
import type { MemberActor } from "~/domain/people/role";
import { closingProposed } from "~/domain/proposals/proposal-views.server";
import { signatoriesOf } from "~/domain/people/signing-views.server";
import type { Day } from "~/domain/shared/day";

/** What the page of a payment into a fund shows to whoever looks at it, on either side. */
export async function loadPayment(
  q: Queryable,
  input: { paymentId: string; actor: MemberActor; side: "buyer" | "centre"; today: Day },
) {
  const { actor, today } = input;
  const payerCode = input.side === "centre" ? null : actor.organisationCode;
  const payment = await paymentView(q, { paymentId: input.paymentId, payerCode });
  const may = mayDoWithPayment(payment, actor);
  const asked = await Promise.all(
    DECIDING_ROLES.map((role) => signatoriesOf(q, { organisationCode: payment.payerCode, role })),
  );
  return {
    payment,
    side: input.side,
    closing: await closingProposed(q, payment.fundId),
    may,
    whyNot: may === "decide" ? await whyNotAgreeTo(q, payment.fundId, today) : null,
    deciders: [...new Set(asked.flat().map((one) => one.name))].sort(),
  };
}
