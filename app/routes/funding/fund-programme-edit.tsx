import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeProgramme } from "~/domain/funding/change-programme.server";
import { programmeOfName, programmeView, type ProgrammeRow } from "~/domain/funding/funding-views.server";
import { lockProgramme } from "~/domain/funding/lock-programme.server";
import { whyNotYears } from "~/domain/funding/programme";
import { formatDay } from "~/domain/shared/day";
import type { Seen } from "~/domain/shared/seen";
import { ProgrammeFields, programmeAnswers } from "~/ui/funding/programme-fields";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ErrorSummary, Form, hasErrors, SeenField } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { FundParams, ProgrammeChangeForm } from "~/web/funding/fund-forms";
import { programmeTyped, programmeValues, programmeYears } from "~/web/funding/programme-values";

export const meta = () => [{ title: pageTitle("Edit a programme") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => ({
    programme: await programmeView(q, { programmeId: params.id, on: today }),
    years: programmeYears(today),
  }),
);

export const action = centre.action(
  {
    params: FundParams,
    form: ProgrammeChangeForm,
    roles: ["commercial_officer"],
    seen: async ({ tx, params, today }) => {
      await lockProgramme(tx, params.id);
      return seenProgramme(await programmeView(tx, { programmeId: params.id, on: today }));
    },
    also: async ({ q, params, known, today }) => {
      const { name, firstYear, lastYear } = known;
      const errors: Record<string, string> = {};
      if (name && (await programmeOfName(q, { name, except: params.id })))
        errors["name"] = "There is a programme of this name already. Enter another name";
      if (firstYear === undefined || lastYear === undefined) return errors;
      const { funds } = await programmeView(q, { programmeId: params.id, on: today });
      const wrong = whyNotYears(
        { firstYear, lastYear: typeof lastYear === "number" ? lastYear : null },
        funds.map((fund) => fund.financialYear),
      );
      return wrong ? { ...errors, lastYear: wrong } : errors;
    },
  },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    const { name, summary, firstYear, lastYear, flow, amountText, ruleText, sources, reason } = form;
    const terms = { name, summary, firstYear, lastYear, flow, amountText, ruleText, sources };
    const change = { programmeId: params.id, terms, reason, actor, at: now };
    if (step === "check") await rehearse(tx, (trial) => changeProgramme(trial, change));
    if (step !== "submit") return shownAgain(programmeTyped(form), step);
    await changeProgramme(tx, change);
    return redirect(`/funding/programmes/${params.id}`);
  },
);

/** What the form shows of the programme, in the words of its fields. */
const seenProgramme = (row: ProgrammeRow): Seen => ({
  Name: row.name,
  "What it is for": row.summary,
  Years: row.years,
  "Who gives to whom": row.flow,
  "How much": row.amountText,
  "On which terms": row.ruleText,
  Sources: row.sources.join(" "),
});

export default function EditProgramme() {
  const { programme, years } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const back = `/funding/programmes/${programme.id}`;
  return (
    <ReadingColumn>
      <BackLink href={back}>{programme.name}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={programme.name}>
        {checked ? "Check the programme before you change it" : "Edit the programme"}
      </PageTitle>
      {programme.closedOn ? (
        <p>
          It was closed on {formatDay(programme.closedOn)}, and stays as it was.{" "}
          <a href={`/commercial/funding/programmes/${programme.id}/close`}>Open it again</a> to change it.
        </p>
      ) : checked ? (
        <CheckAnswers
          state={state}
          button="Change the programme"
          rows={[
            ...programmeAnswers(state),
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          <p>
            Everybody can read this on its public page at once, except for the reason, which stands in the
            record of events. The address of the page stays.
          </p>
        </CheckAnswers>
      ) : (
        <Form>
          <SeenField seen={seenProgramme(programme)} state={state} />
          {programme.firstYear === null ? (
            <p>
              Its years are told as “{programme.years}” so far. Choose the first and the last financial year.
            </p>
          ) : null}
          <ProgrammeFields years={years} given={programmeValues(programme)} />
          <ReasonStep hint="Officers and auditors read it in the record of events" />
        </Form>
      )}
    </ReadingColumn>
  );
}
