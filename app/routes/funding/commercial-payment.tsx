import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { agreeToPayment } from "~/domain/funding/payments/agree-to-payment.server";
import { declinePayment } from "~/domain/funding/payments/decline-payment.server";
import { withdrawPayment } from "~/domain/funding/payments/withdraw-payment.server";
import { PaymentPage } from "~/ui/funding/payment-page";
import { pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { DoneQuery, PaymentForm } from "~/web/funding/fund-forms";
import { loadPayment } from "~/web/funding/payments.server";
import { PaymentParams } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A payment into a fund") }];

export const loader = centre.loader(
  { params: PaymentParams, query: DoneQuery },
  async ({ q, actor, params, query, today }) => ({
    ...(await loadPayment(q, { paymentId: params.id, actor, side: "centre", today })),
    done: query.done ?? null,
  }),
);

// The officers of a national body that is asked decide here; those of the centre withdraw.
export const action = centre.action(
  { params: PaymentParams, form: PaymentForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const command = { paymentId: params.id, actor, at: now };
    const step = stepOf(form);
    const decide = (t: Tx): Promise<void> =>
      form.decision === "agree"
        ? agreeToPayment(t, { ...command, today })
        : form.decision === "decline"
          ? declinePayment(t, { ...command, reason: form.reason })
          : withdrawPayment(t, { ...command, reason: form.reason });
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/commercial/funding/payments/${params.id}?done=${form.decision}`);
  },
);

export default function CommercialPayment() {
  const data = useLoaderData<typeof loader>();
  const fund = `/commercial/funding/${encodeURIComponent(data.payment.fundId)}`;
  return <PaymentPage {...data} back={{ href: fund, label: data.payment.fundName }} fundHref={fund} />;
}
