import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { oneOfficerLimit } from "~/domain/funding/requests/money-request-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { decimalPence, formatPence } from "~/domain/money/format";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { typedSum } from "~/ui/funding/fund-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { LimitForm } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("The limit for one officer") }];

export const loader = centre.loader({ roles: ["commercial_officer"] }, async ({ q }) => ({
  limit: await oneOfficerLimit(q),
}));

export const action = centre.action(
  { form: LimitForm, roles: ["commercial_officer"] },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const wish = { kind: "limit", amount: form.amount } as const;
    const asked = { wish, reason: form.reason, actor, at: now, today };
    if (step === "check") await rehearse(tx, (trial) => requestMoney(trial, asked));
    if (step !== "submit") return shownAgain({ ...form, amount: decimalPence(form.amount) }, step);
    const { requestId } = await requestMoney(tx, asked);
    return redirect(`/commercial/funding/requests/${requestId}?done=asked`);
  },
);

export default function FundLimit() {
  const { limit } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const field = fields(state);
  return (
    <ReadingColumn>
      <BackLink href="/commercial/funding/requests">What officers ask of each other</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle
        lede={
          checked
            ? undefined
            : `The sum up to which one officer may open a fund or add money to one alone. It is ${formatPence(limit)} now.`
        }
      >
        {checked ? "Check the limit before you ask for it" : "The limit for one officer"}
      </PageTitle>
      {checked ? (
        <CheckAnswers
          state={state}
          button="Ask another officer to approve"
          rows={[
            { key: "now", label: "One officer alone, now", value: `Up to ${formatPence(limit)}` },
            { key: "then", label: "From then on", value: `Up to ${typedSum(state, "amount")}` },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          <p>
            It changes when another commercial officer approves. Moving money between funds and reversing a
            movement always take two.
          </p>
        </CheckAnswers>
      ) : (
        <Form>
          <MoneyField
            {...field("amount")}
            label="New limit"
            hint="In pounds, for example 10,000. With 0, every sum takes two officers."
          />
          <ReasonStep />
        </Form>
      )}
    </ReadingColumn>
  );
}
