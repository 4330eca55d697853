import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, TermsForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Service, data and leaving") }];

export const loader = supplier.loader(
  { params: ChangeParams, roles: WRITERS },
  async ({ q, actor, params, today }) => ({
    change: await openChange(q, { actor, params, today }),
  }),
);

export const action = supplier.action(
  { params: ChangeParams, form: TermsForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, ...fields } = form;
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}?done=saved`);
  },
);

const TEXTS = [
  {
    name: "implementation",
    label: "Implementation",
    hint: "How it is put into use, how long that takes, and what the buyer does",
  },
  {
    name: "serviceLevels",
    label: "Service levels",
    hint: "Availability, hours of support and times to answer, in numbers",
  },
  {
    name: "dataProcessing",
    label: "Data processing",
    hint: "Which personal data, of whom, for what, for how long, and who else processes it",
  },
  {
    name: "exitTerms",
    label: "Exit terms",
    hint: "In what form and within how many days a buyer gets its data, and what that costs. A change waits for the centre",
  },
  { name: "roadmap", label: "Roadmap (optional)", hint: "What is coming, and when" },
] as const;

export default function ChangeTerms() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { implementation, serviceLevels, dataProcessing, exitTerms, roadmap } = change.content;
  const field = fields(state, { implementation, serviceLevels, dataProcessing, exitTerms, roadmap });
  return (
    <ChangePage change={change} title="Service, data and leaving" state={state}>
      <ChangeForm change={change} state={state}>
        {TEXTS.map(({ name, label, hint }) => (
          <TextArea key={name} {...field(name)} label={label} hint={hint} rows={4} maxLength={4000} />
        ))}
        <SubmitButton>Save</SubmitButton>
      </ChangeForm>
    </ChangePage>
  );
}
