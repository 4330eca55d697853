import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatDay } from "~/domain/shared/day";
import { Inset } from "~/ui/kit/callouts";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { NumberField, TextField } from "~/ui/kit/fields/text-fields";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { DatesForm, draftPath, DraftParams } from "~/web/standards/draft-forms";
import { changeAsAsked, dateErrors, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("Version and dates") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params.id, today);
    if (draft.kind === "retirement") throw redirect(`${draftPath(params.id)}/end`);
    return { draft };
  },
);

export const action = centre.action(
  {
    params: DraftParams,
    form: DatesForm,
    roles: ["commercial_officer"],
    also: ({ q, params, known, today }) => dateErrors(q, params.id, known, today),
  },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, ...dates } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { fields: dates });
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

export default function DraftDates() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content, kind, versions } = draft;
  const field = fields(state, {
    version: content.version,
    validityMonths: content.validityMonths === null ? "" : String(content.validityMonths),
  });
  const date = (name: "effectiveFrom" | "complyBy" | "formerRetiredOn" | "retiredOn") => ({
    name,
    error: state?.errors[name],
    parts: typedDate(state, name, content[name]),
  });
  const [newest] = versions;
  return (
    <DraftPage draft={draft} title="Version and dates" state={state}>
      {newest ? (
        <Inset>
          Version {newest.version} is in force from {formatDay(newest.effectiveFrom)}
          {newest.retiredOn ? ` to ${formatDay(newest.retiredOn)}` : ""}.
        </Inset>
      ) : null}
      <DraftForm draft={draft}>
        <TextField {...field("version")} label="Name of the version" hint="For example 3 or 2.1" width={5} />
        <DateField
          {...date("effectiveFrom")}
          label="First day in force"
          hint="From this day suppliers can claim it. For example 1 4 2027"
        />
        <DateField
          {...date("complyBy")}
          label="Last day to comply (optional)"
          hint="From the day after, certificates of earlier versions do not count. People are e-mailed 180, 90 and 30 days before it, so leave at least 180 days."
        />
        {kind === "version" ? (
          <DateField
            {...date("formerRetiredOn")}
            label="Last day on which earlier versions can be claimed (optional)"
            hint="Leave it empty to let them be claimed until the last day to comply."
          />
        ) : null}
        <DateField
          {...date("retiredOn")}
          label="Its own last day (optional)"
          hint="Leave it empty unless it is known already."
        />
        <NumberField
          {...field("validityMonths")}
          label="How long a certificate lasts (optional)"
          hint="Leave it empty where a certificate has no end."
          unit="months"
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
