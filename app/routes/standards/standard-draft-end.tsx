import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { draftPath, DraftParams, EndForm } from "~/web/standards/draft-forms";
import { changeAsAsked, dateErrors, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("The last day of the standard") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params.id, today);
    if (draft.kind !== "retirement") throw redirect(`${draftPath(params.id)}/dates`);
    return { draft };
  },
);

export const action = centre.action(
  {
    params: DraftParams,
    form: EndForm,
    roles: ["commercial_officer"],
    also: ({ q, params, known, today }) => dateErrors(q, params.id, known, today),
  },
  async ({ tx, actor, params, form, now }) => {
    const { retiredOn } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { fields: { retiredOn } });
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

export default function DraftEnd() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <DraftPage draft={draft} title="When does the standard end?" state={state}>
      <DraftForm draft={draft}>
        <DateField
          name="retiredOn"
          label="Its last day"
          hint="From the day after, nobody has to meet it and nobody can claim it. For example 31 3 2027"
          error={state?.errors["retiredOn"]}
          parts={typedDate(state, "retiredOn", draft.content.retiredOn)}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
