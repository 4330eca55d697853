import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { needsSecondOfficer } from "~/domain/funding/money-request";
import { oneOfficerLimit } from "~/domain/funding/money-request-views.server";
import { requestMoney } from "~/domain/funding/request-money.server";
import { decimalPence, formatPence, parsePence } from "~/domain/money/format";
import { sum, ZERO } from "~/domain/money/money";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SecondOfficer } from "~/ui/funding/second-officer";
import { MoneyField, TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { AddForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Add money to a fund") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    return { fund, limit: await oneOfficerLimit(q) };
  },
);

export const action = centre.action(
  { params: FundParams, form: AddForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step !== "submit") return shownAgain({ ...form, amount: decimalPence(form.amount) }, step);
    const { amount, reason } = form;
    const deed = { reason, actor, at: now, today };
    if (needsSecondOfficer(amount, await oneOfficerLimit(tx))) {
      const wish = { kind: "add", fundId: params.id, amount } as const;
      const { requestId } = await requestMoney(tx, { ...deed, wish });
      return redirect(`/commercial/funding/requests/${requestId}?done=asked`);
    }
    await addToFund(tx, { ...deed, fundId: params.id, amount });
    return redirect(`/commercial/funding/${params.id}?done=added`);
  },
);

export default function AddToFund() {
  const { fund, limit } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const field = fields(state);
  const amount = parsePence(String(state?.values["amount"] ?? "")) ?? ZERO;
  const byTwo = needsSecondOfficer(amount, limit);
  return (
    <ReadingColumn>
      <BackLink href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={fund.name}>
        {checked ? "Check the amount before you add it" : "Add money to the fund"}
      </PageTitle>
      {checked ? (
        <CheckAnswers
          state={state}
          button={byTwo ? "Ask another officer to approve" : "Add the money"}
          rows={[
            { key: "amount", label: "Added", value: formatPence(amount) },
            { key: "from", label: "From", value: `${fund.payerName}, its own money` },
            { key: "before", label: "The fund holds now", value: formatPence(fund.allocated) },
            { key: "after", label: "The fund will hold", value: formatPence(sum([fund.allocated, amount])) },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          {byTwo ? (
            <SecondOfficer limit={limit} />
          ) : (
            <p>Orders can use it at once. The ledger keeps the movement with its reason.</p>
          )}
        </CheckAnswers>
      ) : (
        <Form>
          <MoneyField
            {...field("amount")}
            label="Amount to add"
            hint="In pounds, for example 250,000 or 99,999.99"
          />
          <TextArea {...field("reason")} label="Reason" rows={3} maxLength={1000} />
          <SubmitButton name="step" value="check">
            Continue
          </SubmitButton>
        </Form>
      )}
    </ReadingColumn>
  );
}
