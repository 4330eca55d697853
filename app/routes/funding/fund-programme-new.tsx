import { redirect } from "@remix-run/node";
import { programmesList } from "~/domain/funding/funding-views.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { programmeId, ProgrammeForm } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Open a programme") }];

export const loader = centre.loader({ roles: ["commercial_officer"] }, () => null);

export const action = centre.action(
  {
    form: ProgrammeForm,
    roles: ["commercial_officer"],
    also: async ({ q, known: { name }, today }) => {
      const known = name ? (await programmesList(q, { on: today })).map((row) => row.id) : [];
      return name && known.includes(programmeId(name))
        ? { name: "There is a programme of this name already. Enter another name" }
        : {};
    },
  },
  async ({ tx, actor, form, now }) => {
    const step = stepOf(form);
    // Sources are typed one on each line, and shown again as they were typed.
    if (step !== "submit") return shownAgain({ ...form, sources: form.sources.join("\n") }, step);
    const { id, name, summary, years, flow, amountText, ruleText, sources } = form;
    const opened = await openProgramme(tx, {
      programme: { id, name, summary, years, flow, amountText, ruleText, sources },
      actor,
      at: now,
    });
    return redirect(`/commercial/funding/new?programme=${opened.programmeId}&done=programme-opened`);
  },
);

export default function OpenProgramme() {
  const state = useFormState();
  const checked = useIsChecked();
  const value = (name: string) => String(state?.values[name] ?? "") || "Not given";
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
        <CheckAnswers
          state={state}
          button="Open the programme"
          rows={[
            { key: "name", label: "Name", value: value("name") },
            { key: "summary", label: "What it is for", value: value("summary") },
            { key: "years", label: "Years", value: value("years") },
            { key: "flow", label: "Who gives to whom", value: value("flow") },
            { key: "amount", label: "How much", value: value("amountText") },
            { key: "rules", label: "On which terms", value: value("ruleText") },
            { key: "sources", label: "Sources", value: value("sources") },
          ]}
        >
          <p>Everybody can read this on the programme’s public page as soon as it is open.</p>
        </CheckAnswers>
      ) : (
        <Fields />
      )}
    </ReadingColumn>
  );
}

function Fields() {
  const field = fields(useFormState());
  return (
    <Form>
      <TextField {...field("name")} label="Name" hint="For example Frontline Digitisation" />
      <TextArea {...field("summary")} label="What it is for" rows={3} maxLength={600} />
      <TextField {...field("years")} label="Years" hint="For example 2026/27 to 2028/29" width={20} />
      <TextField
        {...field("flow")}
        label="Who gives to whom (optional)"
        hint="For example: NHS England to integrated care boards to practices"
      />
      <TextField
        {...field("amountText")}
        label="How much, in words (optional)"
        hint="What each fund holds is shown to the penny; this is for what was announced"
      />
      <TextArea {...field("ruleText")} label="On which terms (optional)" rows={3} maxLength={600} />
      <TextArea
        {...field("sources")}
        label="Sources (optional)"
        hint="Addresses of what was published, one on each line"
        rows={3}
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}
