import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { categoryText } from "~/domain/certification/standard-text";
import { standardsList } from "~/domain/certification/standard-views.server";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { AboutForm, draftPath, DraftParams } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("What the standard is") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params.id, today);
    const { categories } = await standardsList(q, { on: today });
    return { draft, categories };
  },
);

export const action = centre.action(
  { params: DraftParams, form: AboutForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, category, otherCategory, ...words } = form;
    const given = otherCategory?.toLowerCase().replaceAll(/\s+/g, "-");
    await changeAsAsked(
      tx,
      { actor, now, params, form },
      { fields: { ...words, category: given ?? category } },
    );
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

export default function DraftAbout() {
  const { draft, categories } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content } = draft;
  const listed = categories.includes(content.category);
  const field = fields(state, {
    title: content.title,
    summary: content.summary,
    ownerName: content.ownerName,
    certifier: content.certifier ?? "",
    category: listed ? content.category : "",
    otherCategory: listed ? "" : categoryText(content.category),
    legalReference: content.legalReference ?? "",
    url: content.url ?? "",
  });
  return (
    <DraftPage draft={draft} title="What the standard is" state={state}>
      <DraftForm draft={draft}>
        <TextField {...field("title")} label="Title" />
        <TextArea
          {...field("summary")}
          label="Summary"
          hint="What it asks for and why, in plain English. It is the first thing a supplier reads."
          rows={4}
          maxLength={2000}
        />
        <TextField {...field("ownerName")} label="Owner" hint="For example NHS England" width={20} />
        <TextField {...field("certifier")} label="Who certifies (optional)" width={20} />
        <Select
          {...field("category")}
          label="Category"
          emptyLabel="Another one, named below"
          options={categories.map((value) => ({ value, label: categoryText(value) }))}
        />
        <TextField {...field("otherCategory")} label="Another category (optional)" width={20} />
        <TextField
          {...field("legalReference")}
          label="Legal reference (optional)"
          hint="The law or notice behind it, for example Health and Social Care Act 2012 s.250"
        />
        <TextField
          {...field("url")}
          label="Link to its documents (optional)"
          inputMode="url"
          spellCheck={false}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
