import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import { formatDay } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { approveClawback } from "~/domain/year-end/approve-clawback.server";
import { backToWords, CLOSED_YEAR_TAKES_NOTHING, happeningWords } from "~/domain/year-end/clawback-request";
import { clawbackView } from "~/domain/year-end/clawback-views.server";
import { declineClawback } from "~/domain/year-end/decline-clawback.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { movementRows } from "~/ui/ledger/made-movement";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { DecideForm } from "~/web/forms/reason-form";

const Params = z.object({ id: z.uuid() });
const DONE: Record<string, string> = {
  asked: "You asked for it. Another commercial officer is e-mailed and decides.",
  approve: "The money is back, and the organisation is told.",
  decline: "It is declined. Its payments can be asked back again.",
};

export const meta = () => [{ title: pageTitle("Clawback") }];

export const loader = centre.loader(
  { params: Params, query: z.object({ done: z.string().max(20).optional() }) },
  async ({ q, actor, params, query }) => {
    const clawback = await clawbackView(q, params.id);
    const officer = actor.roles.includes("commercial_officer");
    return {
      clawback,
      mayDecide: officer && clawback.state === "requested" && clawback.requestedBy !== actor.userId,
      own: clawback.requestedBy === actor.userId,
      done: query.done ? (DONE[query.done] ?? null) : null,
    };
  },
);

export const action = centre.action(
  { params: Params, form: DecideForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const about = { clawbackId: params.id, actor, at: now };
    const decide = (t: Tx): Promise<void> =>
      form.decision === "approve"
        ? approveClawback(t, { ...about, today })
        : declineClawback(t, { ...about, reason: form.reason });
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/commercial/year-end/clawbacks/${params.id}?done=${form.decision}`);
  },
);

export default function ClawbackPage() {
  const { clawback, mayDecide, own, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const year = financialYearOf(clawback.happenedOn);
  return (
    <>
      <BackLink href={`/commercial/year-end/${year}/clawbacks`}>Clawbacks</BackLink>
      <ReadingColumn>
        {done ? <NotificationBanner heading={done} success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={clawback.organisationName}>
          {formatPence(clawback.amount)} back of order {clawback.orderId}
        </PageTitle>
        <Facts />
        {mayDecide ? <Decision /> : null}
        {clawback.state === "requested" && own ? (
          <p>You asked for this, so another commercial officer decides. They have been e-mailed.</p>
        ) : null}
      </ReadingColumn>
    </>
  );
}

/** The fund or payer; a fund of a closed year takes no money, so its payer does. */
function BackTo() {
  const { clawback } = useLoaderData<typeof loader>();
  return (
    <>
      {backToWords(clawback)}
      {clawback.toPayer ? <p>{CLOSED_YEAR_TAKES_NOTHING}</p> : null}
    </>
  );
}

function Facts() {
  const { clawback } = useLoaderData<typeof loader>();
  return (
    <>
      <SummaryList
        rows={[
          { key: "state", label: "State", value: <StatusTag status={clawback.state} /> },
          {
            key: "order",
            label: "Order",
            value: <a href={`/commercial/orders/${clawback.orderId}`}>{clawback.orderId}</a>,
          },
          {
            key: "why",
            label: "What happened",
            value: `${formatDay(clawback.happenedOn)}: ${happeningWords(clawback)}`,
          },
          { key: "to", label: "Back to", value: <BackTo /> },
          { key: "reason", label: "For the organisation", value: clawback.reason },
          {
            key: "asked",
            label: "Asked by",
            value: (
              <>
                {clawback.requestedByName}, <MomentText at={clawback.requestedAt} />
              </>
            ),
          },
          ...(clawback.decidedAt
            ? [
                {
                  key: "decided",
                  label: "Decided by",
                  value: (
                    <>
                      {clawback.decidedByName}, <MomentText at={clawback.decidedAt} />
                      {clawback.decisionReason ? `: ${clawback.decisionReason}` : null}
                    </>
                  ),
                },
              ]
            : []),
          ...movementRows(clawback),
        ]}
      />
      <DataTable
        id="lines"
        caption="Payment by payment"
        rows={clawback.lines}
        rowKey={(line) => line.payment}
        columns={[
          { key: "text", header: "Why", rowHeader: true, cell: (line) => line.text },
          { key: "rule", header: "Rule", numeric: true, cell: (line) => line.ruleNumber },
          { key: "amount", header: "Amount", numeric: true, cell: (line) => formatPence(line.amount) },
        ]}
        totals={[{ text: "In all", amount: formatPence(clawback.amount) }]}
      />
    </>
  );
}

function Decision() {
  const { clawback } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  if (useIsChecked()) {
    const approved = state?.values["decision"] === "approve";
    return (
      <CheckAnswers
        state={state}
        button={approved ? "Approve the clawback" : "Decline the clawback"}
        variant={approved ? "warning" : "primary"}
        rows={[
          { key: "decision", label: "You decide", value: approved ? "Approve" : "Decline" },
          ...(approved
            ? []
            : [{ key: "reason", label: "Because", value: String(state?.values["reason"] ?? "") }]),
        ]}
      >
        {approved ? (
          <WarningCallout level={2} heading="The money moves at once">
            <p>
              {formatPence(clawback.amount)} goes from the budget of {clawback.organisationName} to{" "}
              {backToWords(clawback)}, and its approvers are e-mailed.
            </p>
          </WarningCallout>
        ) : null}
      </CheckAnswers>
    );
  }
  return (
    <Form>
      <h2>Decide</h2>
      <Radios
        {...field("decision")}
        label="Should it come back?"
        choices={[
          { value: "approve", label: "Approve: the money comes back" },
          {
            value: "decline",
            label: "Decline: it stays",
            conditional: <TextArea {...field("reason")} label="Why not?" rows={3} maxLength={1000} />,
          },
        ]}
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}
