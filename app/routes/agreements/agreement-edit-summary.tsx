import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DraftForm, DraftPage } from "~/ui/agreements/agreement-draft";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { VersionParams, versionPath, WordsForm } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Title and summary") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => ({ draft: shownDraft(await openDraft(q, params)) }),
);

export const action = centre.action(
  { params: VersionParams, form: WordsForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { title, summary } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { part: "words", title, summary });
    return redirect(`${versionPath(params.id, params.version)}/edit?done=saved`);
  },
);

export default function EditSummary() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { title: draft.title, summary: draft.summary });
  return (
    <DraftPage draft={draft} title="Title and summary" state={state}>
      <DraftForm draft={draft}>
        {draft.number === 1 ? (
          <TextField {...field("title")} label="Title" hint="What those who sign it will call it." />
        ) : (
          <>
            <input type="hidden" name="title" value={draft.title} />
            <p>Its title stays {draft.title}, under which its first version was proposed.</p>
          </>
        )}
        <TextArea
          {...field("summary")}
          label="Summary"
          hint="Who pays what, in a sentence or two. Everybody who signs reads it first."
          rows={4}
          maxLength={1_000}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
