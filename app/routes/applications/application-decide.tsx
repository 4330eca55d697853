import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { applicationToAssess } from "~/domain/applications/application-views.server";
import { awardGrant } from "~/domain/applications/awards/award-grant.server";
import { declineApplication } from "~/domain/applications/decline-application.server";
import { grantable, whyNotGrant } from "~/domain/applications/awards/grant";
import { returnApplication } from "~/domain/applications/return-application.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { formatPence, parsePence } from "~/domain/money/format";
import { smaller } from "~/domain/money/money";
import { ClashNotes, ScoresTable } from "~/ui/applications/application-scores";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DayText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField, TextArea } from "~/ui/kit/fields/text-fields";
import { ApplicationParams } from "~/web/applications/application-forms";
import { conditionLines, DecisionForm, MOST_CONDITIONS } from "~/web/applications/assessment-forms";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";

export const meta = () => [{ title: pageTitle("Decide about the application") }];

export const loader = centre.loader(
  { params: ApplicationParams, roles: ["commercial_officer"] },
  async ({ q, actor, params }) => {
    const application = await applicationToAssess(q, { id: params.id, actor });
    const [fund] = await withUnusedAllocations(q, [application.fund]);
    return { application, grantable: grantable(fund!), mostConditions: MOST_CONDITIONS };
  },
);

export const action = centre.action(
  {
    params: ApplicationParams,
    form: DecisionForm,
    roles: ["commercial_officer"],
    // The sum is judged beside its field, by the rule that judges the award.
    also: async ({ q, actor, params, known: { decision, awarded } }) => {
      if (decision !== "award" || !awarded) return {};
      const { fund, sent } = await applicationToAssess(q, { id: params.id, actor });
      const [held] = await withUnusedAllocations(q, [fund]);
      const limits = { asked: sent.asked, left: grantable(held!), fundName: fund.name };
      const reason = whyNotGrant(awarded, limits);
      return reason ? { amount: [reason.title, reason.detail].filter(Boolean).join(" ") } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const about = { actor, at: now, today, applicationId: params.id, reason: form.reason };
    const award = { ...about, amount: form.awarded, conditions: conditionLines(form) };
    const decide = async (t: Tx): Promise<string | null> => {
      if (form.decision === "award") return awardGrant(t, award);
      if (form.decision === "decline") await declineApplication(t, about);
      else await returnApplication(t, about);
      return null;
    };
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    const awarded = await decide(tx);
    if (awarded !== null) return redirect(`/commercial/awards/${awarded}?done=awarded`);
    const done = form.decision === "decline" ? "declined" : "returned";
    return redirect(`/commercial/applications/${params.id}?done=${done}`);
  },
);

export default function Decide() {
  const { application, grantable: left } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const { id, fund, sent, may, taken, whyNotTake, whyNotDecide } = application;
  return (
    <>
      <BackLink href={`/commercial/applications/${id}`}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${id} to ${fund.name}`}>
          {checked ? "Check your decision" : `Decide about ${sent.snapshot.facts.name}`}
        </PageTitle>
        {checked ? (
          <Check />
        ) : (
          <>
            <p>
              It asks for {formatPence(sent.asked)}. {formatPence(left)} of {fund.name} is free to allocate;
              orders can use it until <DayText day={fund.closesOn} />.
            </p>
            <ClashNotes clashes={application.clashes} lookalikes={application.lookalikes} />
            <ScoresTable
              criteria={sent.snapshot.criteria}
              assessments={application.assessments}
              recorded={application.recorded}
              mean={application.mean}
            />
            {may.decide && !taken ? <TakeOn id={id} why={whyNotTake} /> : null}
            {taken && whyNotDecide ? (
              <Inset>
                <p>{whyNotDecide}</p>
              </Inset>
            ) : null}
            {may.decide && left <= 0n ? (
              <Inset>
                <p>
                  Nothing of{" "}
                  <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</a> is free
                  to allocate, so nothing can be awarded from it now. Add money to the fund, lower an
                  allocation, or wait until an award is given back.
                </p>
              </Inset>
            ) : null}
            {may.decide && taken ? <DecisionFields /> : null}
            {may.decide ? null : <p>It is not being assessed any more.</p>}
          </>
        )}
      </ReadingColumn>
    </>
  );
}

/** Whoever decides sees the scores and does not score: said before, because it cannot be taken back. */
function TakeOn({ id, why }: { id: string; why: string | null }) {
  if (why) {
    return (
      <Inset>
        <p>{why}</p>
      </Inset>
    );
  }
  return (
    <>
      <WarningCallout heading="Whoever decides does not score">
        <p>
          If you take on the decision, you see every score, and cannot score this application any more. If you
          want to score it, another commercial officer decides.
        </p>
      </WarningCallout>
      <Form action={`/commercial/applications/${id}/take`}>
        <SubmitButton>Take on the decision</SubmitButton>
      </Form>
    </>
  );
}

function DecisionFields() {
  const { application, grantable: left, mostConditions } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  const award = (
    <>
      <MoneyField
        {...field("amount")}
        label="How much?"
        hint={`At most ${formatPence(smaller(application.sent.asked, left))}. It is spread over the costs asked for in proportion.`}
      />
      <TextArea
        {...field("conditions")}
        label="Conditions (optional)"
        hint={`One on each line, at most ${mostConditions}. They stand in the memorandum.`}
        rows={3}
      />
    </>
  );
  return (
    <Form>
      <Radios
        {...field("decision")}
        label="What do you decide?"
        choices={[
          ...(left > 0n ? [{ value: "award", label: "Award money", conditional: award }] : []),
          {
            value: "decline",
            label: "Decline",
            hint: "The applicant is told why, with every score and its reason",
          },
          {
            value: "return",
            label: "Return for more information",
            hint: "The applicant changes it and sends it again; it is scored anew",
          },
        ]}
      />
      <TextArea {...field("reason")} label="Why?" hint="The applicant reads it." maxLength={1500} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

const DECISIONS: Record<string, { words: string; button: string; heading: string; text: string }> = {
  award: {
    words: "Award money",
    button: "Award the money",
    heading: "The money is set aside at once",
    text: "The applicant is told by e-mail, and both sides sign the memorandum: for the centre another commercial officer than you, who decide.",
  },
  decline: {
    words: "Decline",
    button: "Decline the application",
    heading: "A decision is final",
    text: "The applicant is told by e-mail, with your reason and every score.",
  },
  return: {
    words: "Return for more information",
    button: "Return the application",
    heading: "It has to be scored anew",
    text: "The applicant is told by e-mail what you need, and may send the application again.",
  },
};

function Check() {
  const state = useFormState();
  const value = (name: string) => String(state?.values[name] ?? "");
  const decision = DECISIONS[value("decision")]!;
  const amount = value("decision") === "award" ? parsePence(value("amount")) : null;
  return (
    <CheckAnswers
      state={state}
      button={decision.button}
      rows={[
        { key: "decision", label: "Decision", value: decision.words },
        ...(amount === null
          ? []
          : [
              { key: "amount", label: "Sum", value: formatPence(amount) },
              { key: "conditions", label: "Conditions", value: value("conditions") || "None" },
            ]),
        { key: "reason", label: "Why", value: value("reason") },
      ]}
    >
      <WarningCallout heading={decision.heading}>
        <p>{decision.text}</p>
      </WarningCallout>
    </CheckAnswers>
  );
}
