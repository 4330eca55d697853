import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatDay } from "~/domain/shared/day";
import { draftFromScenario } from "~/domain/simulator/draft-from-scenario.server";
import { LONGEST_TITLE } from "~/domain/simulator/scenario";
import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Clashes } from "~/ui/simulator/scenario-notes";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { readDay, requireDay } from "~/web/orders/order-forms";
import { ScenarioParams } from "~/web/simulator/scenario-forms";

const DraftForm = z
  .looseObject({
    title: z
      .string("Enter a title")
      .trim()
      .min(1, "Enter a title")
      .max(LONGEST_TITLE, `Keep the title to ${LONGEST_TITLE} characters`),
    summary: z
      .string("Enter what it is for")
      .trim()
      .min(1, "Enter what it is for, in a sentence or two")
      .max(1_000, "Keep what it is for to 1,000 characters"),
  })
  .transform((form, ctx) => {
    const effectiveFrom = requireDay(form, "effectiveFrom", "the day from which it would apply", ctx);
    return effectiveFrom ? { ...form, effectiveFrom } : z.NEVER;
  });

export const meta = () => [{ title: pageTitle("Turn a scenario into a draft agreement") }];

const OFFICERS = ["commercial_officer"] as const;

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams, roles: OFFICERS },
  async ({ q, actor, params }) => {
    const scenario = await scenarioView(q, { id: params.id, actor });
    const answer = await scenarioAnswer(q, scenario);
    return {
      scenario,
      inTheWay: answer.inTheWay,
      finding: answer.finding,
      rules: answer.after.flatMap((applied) => applied.rules),
      payers: (answer.simulation?.differences ?? [])
        .filter((row) => row.after.cost !== 0n)
        .map((row) => row.payerName),
    };
  },
);

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: DraftForm, roles: OFFICERS },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    const { title, summary, effectiveFrom } = form;
    const draft = { actor, at: now, scenarioId: params.id, title, summary, effectiveFrom };
    if (step === "check") await rehearse(tx, (trial) => draftFromScenario(trial, draft));
    if (step !== "submit") return shownAgain(form, step);
    const made = await draftFromScenario(tx, draft);
    return redirect(`/commercial/agreements/${made.agreementId}/versions/${made.version}/edit`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Check({ payers, rules }: Pick<Loaded, "payers" | "rules">) {
  const state = useFormState();
  const field = fields(state);
  const from = readDay(state?.values ?? {}, "effectiveFrom");
  return (
    <CheckAnswers
      state={state}
      rows={[
        { key: "title", label: "Title", value: field("title").value },
        { key: "summary", label: "What it is for", value: field("summary").value },
        { key: "from", label: "Applies from", value: from ? formatDay(from) : "" },
        { key: "parties", label: "Parties", value: payers.join(", ") },
        {
          key: "rules",
          label: "Rules",
          value: (
            <ol>
              {rules.map((rule) => (
                <li key={rule.ruleNumber}>{rule.sentence}</li>
              ))}
            </ol>
          ),
        },
      ]}
      button="Make the draft"
    >
      <p>
        The draft covers the buyer and the lot of this scenario until you widen it. It binds nobody: you check
        it and propose it, and then every party signs.
      </p>
    </CheckAnswers>
  );
}

export default function DraftFromScenario() {
  const { scenario, inTheWay, payers, rules, finding } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const field = fields(state, { title: scenario.title });
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}`}>Back to the scenario</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${scenario.title} (${scenario.id})`} lede={inTheWay ? undefined : `${finding}.`}>
          {checked ? "Check the draft agreement" : "Turn it into a draft agreement"}
        </PageTitle>
        {inTheWay ? <Clashes inTheWay={inTheWay} scenario={scenario} /> : null}
        {!inTheWay && checked ? <Check payers={payers} rules={rules} /> : null}
        {!inTheWay && !checked ? (
          <Form>
            <TextField {...field("title")} label="Title of the agreement" />
            <TextArea
              {...field("summary")}
              label="What is it for?"
              hint="One or two sentences that its parties will read first"
              rows={3}
              maxLength={1_000}
            />
            <DateField
              name="effectiveFrom"
              label="From when would it apply?"
              hint="For example, 1 4 2027"
              error={state?.errors.effectiveFrom}
              parts={typedDate(state, "effectiveFrom")}
            />
            <SubmitButton name="step" value="check">
              Go on
            </SubmitButton>
          </Form>
        ) : null}
      </ReadingColumn>
    </>
  );
}
