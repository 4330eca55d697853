import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { ChangesForm, draftPath, DraftParams } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("What changes") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => ({ draft: await openDraft(q, params.id, today) }),
);

export const action = centre.action(
  { params: DraftParams, form: ChangesForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { whatChanged } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { fields: { whatChanged } });
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

export default function DraftChanges() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  const ending = draft.kind === "retirement";
  const field = fields(state, { whatChanged: draft.content.whatChanged });
  return (
    <DraftPage
      draft={draft}
      title={ending ? "Why does it end?" : "What is new in this version?"}
      state={state}
    >
      <DraftForm draft={draft}>
        <TextArea
          {...field("whatChanged")}
          label={ending ? "Why it ends" : "What is new"}
          hint="It is public on the page of the standard. Say it to somebody who has to meet it."
          rows={5}
          maxLength={2000}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
