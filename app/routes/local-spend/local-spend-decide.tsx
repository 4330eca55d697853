import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { decideLocalSpend } from "~/domain/local-spend/decide-local-spend.server";
import { spendForCentre, type AuditedSpend } from "~/domain/local-spend/local-spend-audit-views.server";
import { mayDecide, shownState } from "~/domain/local-spend/spend-state";
import { withCode } from "~/domain/shared/organisation-words";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DayText, MomentText } from "~/ui/kit/day";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { LocalSpendParams, SpendDecisionForm } from "~/web/local-spend/local-spend-form";

export const meta = () => [{ title: pageTitle("A record of local spend") }];

export const loader = centre.loader(
  {
    params: LocalSpendParams,
    query: z.object({ done: z.enum(["confirm", "decline"]).optional().catch(undefined) }),
    roles: ["commercial_officer", "auditor"],
  },
  async ({ q, actor, params, query }) => {
    const spend = await spendForCentre(q, params.id);
    const waits = shownState(spend) === "waiting";
    return { spend, may: waits && mayDecide(actor, spend), done: query.done ?? null };
  },
);

export const action = centre.action(
  { params: LocalSpendParams, form: SpendDecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    const { decision, reason } = form;
    const decide = (t: Tx) => decideLocalSpend(t, { id: params.id, decision, reason, actor, at: now });
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/commercial/local-spend/${params.id}?done=${decision}`);
  },
);

const DONE = {
  confirm: {
    heading: "The spend is confirmed",
    next: "It counts for the next order under an agreement that matches local spend. Its organisation is told by e-mail.",
  },
  decline: {
    heading: "The spend is declined",
    next: "It does not count for a match. Its organisation is told why by e-mail.",
  },
};

export default function DecideLocalSpend() {
  const { spend, may, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked() && may;
  const confirms = state?.values["decision"] === "confirm";
  return (
    <ReadingColumn>
      {done ? (
        <NotificationBanner heading={DONE[done].heading} success>
          <p>{DONE[done].next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/local-spend">Local spend of every organisation</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={checked ? `Local spend ${spend.evidence}` : "Local spend"}>
        {checked ? `Check before you ${confirms ? "confirm" : "decline"}` : spend.evidence}
      </PageTitle>
      {checked ? (
        <Check spend={spend} confirms={confirms} />
      ) : (
        <>
          <SummaryList rows={rowsOf(spend)} />
          {may ? <Decide /> : null}
        </>
      )}
    </ReadingColumn>
  );
}

function Decide() {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <p>Ask the organisation for the invoice or voucher, and compare it with what stands here.</p>
      <Radios
        {...field("decision")}
        label="Does the evidence show this spend?"
        choices={[
          { value: "confirm", label: "Confirm", hint: "It counts for a match from now on" },
          { value: "decline", label: "Decline", hint: "It does not count; say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you decline" rows={3} maxLength={1000} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Check({ spend, confirms }: { spend: AuditedSpend; confirms: boolean }) {
  const state = useFormState();
  const why = String(state?.values["reason"] ?? "");
  return (
    <CheckAnswers
      state={state}
      button={confirms ? "Confirm the spend" : "Decline the spend"}
      variant={confirms ? "warning" : "primary"}
      rows={[
        ...rowsOf(spend),
        { key: "decision", label: "You decide", value: confirms ? "Confirm" : "Decline" },
        ...(confirms ? [] : [{ key: "because", label: "Because", value: why }]),
      ]}
    >
      <p>
        {confirms
          ? "It counts for a match, and you cannot take that back: only its organisation can withdraw the record, with a reason, while no order has had it matched."
          : "It does not count for a match. Its organisation can withdraw the record and record the spend again."}{" "}
        {spend.organisationName} is told by e-mail.
      </p>
    </CheckAnswers>
  );
}

function rowsOf(spend: AuditedSpend): SummaryRow[] {
  const { decidedAt, declinedReason, withdrawnReason, orderIds } = spend;
  return [
    { key: "state", label: "State", value: <StatusTag status={shownState(spend)} /> },
    { key: "whose", label: "Organisation", value: withCode(spend.organisationName, spend.organisationCode) },
    { key: "what", label: "What was bought", value: spend.description },
    { key: "category", label: "Kind of cost", value: costCategoryName(spend.category) },
    { key: "amount", label: "Amount without VAT", value: <Money amount={spend.amount} /> },
    { key: "day", label: "When it was paid", value: <DayText day={spend.spentOn} /> },
    { key: "evidence", label: "Evidence", value: spend.evidence },
    {
      key: "recorded",
      label: "Recorded",
      value: (
        <>
          {spend.recordedByName}, <MomentText at={spend.recordedAt} />
        </>
      ),
    },
    ...(decidedAt
      ? [
          {
            key: "decided",
            label: "Decided",
            value: (
              <>
                {spend.decidedByName ?? "Counted before spend had to be confirmed"},{" "}
                <MomentText at={decidedAt} />
              </>
            ),
          },
        ]
      : []),
    ...(declinedReason ? [{ key: "why", label: "Declined because", value: declinedReason }] : []),
    ...(withdrawnReason ? [{ key: "withdrawn", label: "Withdrawn because", value: withdrawnReason }] : []),
    ...(orderIds.length > 0
      ? [
          {
            key: "matched",
            label: "Matched",
            value: (
              <>
                <Money amount={spend.matched} /> for{" "}
                {orderIds.map((id) => (
                  <span key={id}>
                    <a href={`/commercial/orders/${id}`}>{id}</a>{" "}
                  </span>
                ))}
              </>
            ),
          },
        ]
      : []),
  ];
}
