import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { programmeOfName, programmesList } from "~/domain/funding/funding-views.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { ProgrammeFields, programmeAnswers } from "~/ui/funding/programme-fields";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { programmeId, ProgrammeForm } from "~/web/funding/fund-forms";
import { programmeTyped, programmeYears } from "~/web/funding/programme-values";

const TAKEN = "There is a programme of this name already. Enter another name";

export const meta = () => [{ title: pageTitle("Open a programme") }];

export const loader = centre.loader({ roles: ["commercial_officer"] }, ({ today }) => ({
  years: programmeYears(today),
}));

export const action = centre.action(
  {
    form: ProgrammeForm,
    roles: ["commercial_officer"],
    also: async ({ q, known: { name }, today }) => {
      if (!name) return {};
      if (await programmeOfName(q, { name })) return { name: TAKEN };
      const known = (await programmesList(q, { on: today })).map((row) => row.id);
      return known.includes(programmeId(name)) ? { name: TAKEN } : {};
    },
  },
  async ({ tx, actor, form, now }) => {
    const step = stepOf(form);
    const { id, name, summary, firstYear, lastYear, flow, amountText, ruleText, sources } = form;
    const opening = {
      programme: { id, name, summary, firstYear, lastYear, flow, amountText, ruleText, sources },
      actor,
      at: now,
    };
    if (step === "check") await rehearse(tx, (trial) => openProgramme(trial, opening));
    if (step !== "submit") return shownAgain(programmeTyped(form), step);
    const opened = await openProgramme(tx, opening);
    return redirect(`/commercial/funding/new?programme=${opened.programmeId}&done=programme-opened`);
  },
);

export default function OpenProgramme() {
  const { years } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <ReadingColumn>
      <BackLink href="/commercial/funding">Funds</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle
        lede={
          checked
            ? undefined
            : "A programme is a national initiative. It has funds, one for each year and kind of money."
        }
      >
        {checked ? "Check the programme before you open it" : "Open a programme"}
      </PageTitle>
      {checked ? (
        <CheckAnswers state={state} button="Open the programme" rows={programmeAnswers(state)}>
          <p>Everybody can read this on the programme’s public page as soon as it is open.</p>
        </CheckAnswers>
      ) : (
        <Form>
          <ProgrammeFields years={years} />
          <SubmitButton name="step" value="check">
            Continue
          </SubmitButton>
        </Form>
      )}
    </ReadingColumn>
  );
}
