import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Problem } from "~/domain/shared/problem";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { ButtonGroup, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { NumberField, TextField } from "~/ui/kit/fields/text-fields";
import { DraftForm, draftHref, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { draftPath, ItemForm, ItemParams, KIND_CHOICES } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("An item of evidence") }];

export const loader = centre.loader(
  { params: ItemParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params.id, today);
    const item = params.item === "new" ? null : draft.content.items[params.item - 1];
    if (item === undefined) {
      throw new Problem("not-found", "no-such-item", {
        title: "The draft has no such item of evidence.",
        next: { label: "Its evidence", href: `${draftPath(params.id)}/evidence` },
      });
    }
    return { draft, item };
  },
);

export const action = centre.action(
  { params: ItemParams, form: ItemForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const index = params.item === "new" ? null : params.item - 1;
    const item = form.intent === "remove" && index !== null ? null : form.item;
    await changeAsAsked(tx, { actor, now, params, form }, { item, index });
    return redirect(`${draftPath(params.id)}/evidence?done=saved`);
  },
);

export default function DraftItem() {
  const { draft, item } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, {
    title: item?.title,
    validityMonths: item?.validityMonths ? String(item.validityMonths) : "",
    form: item?.form ?? "",
  });
  const stored = Object.entries(KIND_CHOICES)
    .filter(([, kinds]) => kinds.some((kind) => item?.kinds.includes(kind)))
    .map(([name]) => name);
  const typed = state ? [state.values["kinds"] ?? []].flat() : stored;
  return (
    <DraftPage
      draft={draft}
      title={item ? "Change an item of evidence" : "Add an item of evidence"}
      back={{ href: draftHref(draft, "evidence"), label: "Evidence" }}
      state={state}
    >
      <DraftForm draft={draft}>
        <TextField {...field("title")} label="What is asked for" hint="For example Penetration test report" />
        <Checkboxes
          name="kinds"
          label="How it may be given (optional)"
          hint="Without a choice it is whatever fits its name: what was tested is shown as the document."
          values={typed}
          error={state?.errors["kinds"]}
          choices={[
            { value: "document", label: "The document itself, or a link to it" },
            { value: "register", label: "An entry in a register" },
            { value: "declaration", label: "A declaration in the supplier’s own words" },
          ]}
        />
        <NumberField
          {...field("validityMonths")}
          label="How old it may be (optional)"
          hint="Counted from the day it was issued to the day of the claim. Leave it empty for any age."
          unit="months"
        />
        <TextField
          {...field("form")}
          label="Form or edition (optional)"
          hint="For example DTAC form, version 2"
        />
        <ButtonGroup>
          <SubmitButton name="intent" value="save">
            Save
          </SubmitButton>
          {item ? (
            <SubmitButton variant="secondary" name="intent" value="remove">
              Remove this item
            </SubmitButton>
          ) : null}
        </ButtonGroup>
      </DraftForm>
    </DraftPage>
  );
}
