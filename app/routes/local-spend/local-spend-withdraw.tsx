import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localSpendList } from "~/domain/local-spend/local-spend-views.server";
import { withdrawLocalSpend } from "~/domain/local-spend/withdraw-local-spend.server";
import { Problem } from "~/domain/shared/problem";
import { DayText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { LocalSpendParams, WithdrawForm } from "~/web/local-spend/local-spend-form";

const ROLES = ["procurement_lead", "approver"] as const;

export const meta = () => [{ title: pageTitle("Withdraw a record of local spend") }];

export const loader = buyer.loader(
  { params: LocalSpendParams, roles: [...ROLES] },
  async ({ q, actor, params }) => {
    const row = (await localSpendList(q, actor.organisationCode)).find((one) => one.id === params.id);
    if (!row) throw new Problem("not-found", "no-such-spend", "There is no such record of local spend.");
    return { row };
  },
);

export const action = buyer.action(
  { params: LocalSpendParams, form: WithdrawForm, roles: [...ROLES] },
  async ({ tx, actor, params, form, now }) => {
    await withdrawLocalSpend(tx, { id: params.id, reason: form.reason, actor, at: now });
    return redirect("/buying/local-spend?done=withdrawn");
  },
);

export default function WithdrawLocalSpend() {
  const { row } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href="/buying/local-spend">Local spend</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={row.evidence}>Withdraw this record</PageTitle>
        <p>
          {row.description}: <Money amount={row.amount} />, <DayText day={row.spentOn} />.
        </p>
        {row.withdrawnAt ? (
          <p>It was withdrawn: {row.withdrawnReason}</p>
        ) : (
          <Form>
            <TextArea
              {...fields(state)("reason")}
              label="Why is it withdrawn?"
              hint="The record stays in the history. The evidence can be recorded again with the right figures."
              rows={3}
              maxLength={1000}
            />
            <SubmitButton variant="warning">Withdraw the record</SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
