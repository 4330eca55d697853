import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { agreeToPayment } from "~/domain/funding/payments/agree-to-payment.server";
import { declinePayment } from "~/domain/funding/payments/decline-payment.server";
import { PaymentPage } from "~/ui/funding/payment-page";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { DoneQuery, PayerForm } from "~/web/funding/fund-forms";
import { loadPayment } from "~/web/funding/payments.server";
import { PaymentParams } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A payment into a fund") }];

export const loader = buyer.loader(
  { params: PaymentParams, query: DoneQuery },
  async ({ q, actor, params, query, today }) => ({
    ...(await loadPayment(q, { paymentId: params.id, actor, side: "buyer", today })),
    done: query.done ?? null,
  }),
);

export const action = buyer.action(
  { params: PaymentParams, form: PayerForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now, today }) => {
    const command = { paymentId: params.id, actor, at: now };
    const step = stepOf(form);
    const decide = (t: Tx): Promise<void> =>
      form.decision === "agree"
        ? agreeToPayment(t, { ...command, today })
        : declinePayment(t, { ...command, reason: form.reason });
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/buying/funding/payments/${params.id}?done=${form.decision}`);
  },
);

export default function BuyerPayment() {
  const data = useLoaderData<typeof loader>();
  return (
    <PaymentPage
      {...data}
      back={{ href: "/buying/funding", label: "Funding" }}
      fundHref={`/funding/programmes/${data.payment.programmeId}`}
    />
  );
}
