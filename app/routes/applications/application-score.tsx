import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { whyNotScore } from "~/domain/applications/assessment";
import { applicationToAssess } from "~/domain/applications/application-views.server";
import { scoreApplication } from "~/domain/applications/score-application.server";
import { outOfFive } from "~/domain/applications/application-emails";
import { SCORE_WORDS, weightedScore, wrongScores } from "~/domain/applications/scoring";
import { ApplicantFacts, ApplicationDocument } from "~/ui/applications/application-document";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { Details } from "~/ui/kit/details";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ApplicationParams, textOf } from "~/web/applications/application-forms";
import { ConflictForm, readScores } from "~/web/applications/assessment-forms";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";

export const meta = () => [{ title: pageTitle("Score the application") }];

const SCORERS = ["assessor", "commercial_officer"] as const;

export const loader = centre.loader(
  { params: ApplicationParams, roles: SCORERS },
  async ({ q, actor, params }) => {
    const { id, fund, sent, may, own, taken } = await applicationToAssess(q, { id: params.id, actor });
    return { id, fund, sent, may, whyNot: whyNotScore(own, taken) };
  },
);

export const action = centre.action(
  {
    params: ApplicationParams,
    form: ConflictForm,
    roles: SCORERS,
    also: async ({ q, actor, params, known }) => {
      if (known.conflict === "yes") return {};
      const { criteria } = (await applicationToAssess(q, { id: params.id, actor })).sent.snapshot;
      return wrongScores(criteria, readScores(known, criteria));
    },
  },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, step);
    const conflict = form.conflict === "yes";
    const { sent } = await applicationToAssess(tx, { id: params.id, actor });
    const scores = conflict ? [] : readScores(form, sent.snapshot.criteria);
    const command = {
      actor,
      at: now,
      applicationId: params.id,
      conflict,
      declaration: conflict ? textOf(form, "declaration") : "No conflict of interest",
      scores,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => scoreApplication(trial, command));
      return shownAgain(form, step);
    }
    await scoreApplication(tx, command);
    return redirect(`/commercial/applications/${params.id}?done=${conflict ? "conflict" : "scored"}`);
  },
);

export default function Score() {
  const { id, fund, sent, may, whyNot } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const { snapshot } = sent;
  return (
    <>
      <BackLink href={`/commercial/applications/${id}`}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${id} to ${fund.name}`}>
          {checked ? "Check your assessment" : `Score ${snapshot.facts.name}`}
        </PageTitle>
        <Details summary="Read the application">
          <ApplicantFacts facts={snapshot.facts} readiness={snapshot.readiness} />
          <ApplicationDocument
            need={snapshot.need}
            content={snapshot.content}
            criteria={snapshot.criteria}
            nature={fund.nature}
          />
        </Details>
        {may.score ? null : <p>{whyNot}</p>}
        {may.score && checked ? <Check /> : null}
        {may.score && !checked ? <Fields /> : null}
      </ReadingColumn>
    </>
  );
}

function Fields() {
  const { sent } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  const { criteria, content } = sent.snapshot;
  return (
    <Form>
      <Radios
        {...field("conflict")}
        label="Do you have a conflict of interest?"
        hint="For example, you worked for the organisation or stand to gain from its award"
        choices={[
          { value: "no", label: "No" },
          {
            value: "yes",
            label: "Yes",
            hint: "Say which. You then neither score nor decide.",
            conditional: <TextArea {...field("declaration")} label="What is the conflict?" rows={3} />,
          },
        ]}
      />
      {criteria.map(({ id, title, question, weight }) => (
        <section key={id} aria-labelledby={`criterion-${id}`}>
          <h2 className="nhsuk-heading-m" id={`criterion-${id}`}>
            {title}, {weight} of 100
          </h2>
          <p className="nhsuk-hint">{question}</p>
          <p className="dt-typed">{content.answers[id]}</p>
          <Radios
            {...field(`score-${id}`)}
            small
            label={`Score for ${title.toLowerCase()}`}
            choices={SCORE_WORDS.map((label, score) => ({ value: String(score), label }))}
          />
          <TextArea
            {...field(`reason-${id}`)}
            label={`Reason for the score of ${title.toLowerCase()}`}
            hint="The applicant reads it, without your name."
            rows={3}
          />
        </section>
      ))}
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

/** Every score with its reason, or the conflict, before it is recorded for good. */
function Check() {
  const { sent } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => String(state?.values[name] ?? "");
  const conflict = typed("conflict") === "yes";
  const { criteria } = sent.snapshot;
  const scores = readScores(state?.values ?? {}, criteria);
  return (
    <CheckAnswers
      state={state}
      button={conflict ? "Declare your conflict of interest" : "Record your assessment"}
      rows={[
        { key: "conflict", label: "Conflict of interest", value: conflict ? typed("declaration") : "No" },
        ...(conflict
          ? []
          : [
              ...criteria.map(({ id, title, weight }, index) => ({
                key: id,
                label: `${title}, ${weight} of 100`,
                value: (
                  <>
                    {SCORE_WORDS[scores[index]!.score]}
                    <br />
                    <span className="dt-typed">{scores[index]!.reason}</span>
                  </>
                ),
              })),
              {
                key: "weighted",
                label: "Weighted score",
                value: outOfFive(weightedScore(criteria, scores)),
              },
            ]),
      ]}
    >
      <WarningCallout heading={conflict ? "It cannot be taken back" : "An assessment is recorded once"}>
        {conflict ? (
          <p>You neither score nor decide this application then.</p>
        ) : (
          <p>You see the others’ scores afterwards, and cannot change yours then.</p>
        )}
      </WarningCallout>
    </CheckAnswers>
  );
}
