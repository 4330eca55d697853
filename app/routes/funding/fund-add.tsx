import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { whyNotAdd } from "~/domain/funding/addable";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { asksPayer } from "~/domain/funding/payments/fund-payment";
import { needsSecondOfficer } from "~/domain/funding/requests/money-request";
import { oneOfficerLimit, putInAlone } from "~/domain/funding/requests/money-request-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { decimalPence, formatPence, parsePence } from "~/domain/money/format";
import { sum, ZERO } from "~/domain/money/money";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { PayerAsked, SecondOfficer } from "~/ui/funding/second-officer";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { AddForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Add money to a fund") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, actor, params, today }) => {
    const fund = await fundBalance(q, params.id);
    const whyNot = whyNotAdd({ ...fund, id: fund.fundId }, today, await closedThrough(q));
    const alone = await putInAlone(q, { fundId: fund.fundId, userId: actor.userId, today });
    const asks = asksPayer(fund.payerCode, actor);
    return { fund, asks, whyNot: whyNot?.public ?? null, limit: await oneOfficerLimit(q), alone };
  },
);

export const action = centre.action(
  { params: FundParams, form: AddForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const { amount, reason } = form;
    const by = { reason, actor, at: now, today };
    const add = async (t: Tx): Promise<string> => {
      const alone = await putInAlone(t, { fundId: params.id, userId: actor.userId, today });
      if (!needsSecondOfficer(amount, await oneOfficerLimit(t), alone)) {
        const { paymentId } = await addToFund(t, { ...by, fundId: params.id, amount });
        return `/commercial/funding/${params.id}?done=${paymentId ? "asked" : "added"}`;
      }
      const wish = { kind: "add", fundId: params.id, amount } as const;
      const { requestId } = await requestMoney(t, { ...by, wish });
      return `/commercial/funding/requests/${requestId}?done=asked`;
    };
    if (step === "check") await rehearse(tx, add);
    if (step !== "submit") return shownAgain({ ...form, amount: decimalPence(amount) }, step);
    return redirect(await add(tx));
  },
);

export default function AddToFund() {
  const { fund, asks, whyNot, limit, alone } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const field = fields(state);
  const amount = parsePence(String(state?.values["amount"] ?? "")) ?? ZERO;
  const byTwo = needsSecondOfficer(amount, limit, alone);
  return (
    <ReadingColumn>
      <BackLink href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={fund.name}>
        {whyNot
          ? "No money can be added to this fund"
          : checked
            ? "Check the amount before you add it"
            : "Add money to the fund"}
      </PageTitle>
      {whyNot ? (
        <CannotNow why={whyNot} />
      ) : checked ? (
        <CheckAnswers
          state={state}
          button={byTwo ? "Ask another officer to approve" : asks ? "Ask the payer" : "Add the money"}
          rows={[
            { key: "amount", label: "Added", value: formatPence(amount) },
            { key: "from", label: "From", value: `${fund.payerName}, its own money` },
            { key: "before", label: `${FUND_FIGURES.putIn} until now`, value: formatPence(fund.allocated) },
            {
              key: "after",
              label: `${FUND_FIGURES.putIn} with this`,
              value: formatPence(sum([fund.allocated, amount])),
            },
            { key: "free", label: `${FUND_FIGURES.freeToCommit} now`, value: formatPence(fund.free) },
            {
              key: "free-after",
              label: `${FUND_FIGURES.freeToCommit} with this`,
              value: formatPence(sum([fund.free, amount])),
            },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          {byTwo ? <SecondOfficer limit={limit} alone={alone} /> : null}
          {asks ? (
            <PayerAsked payerName={fund.payerName} byTwo={byTwo} />
          ) : byTwo ? null : (
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
          <ReasonStep />
        </Form>
      )}
    </ReadingColumn>
  );
}
