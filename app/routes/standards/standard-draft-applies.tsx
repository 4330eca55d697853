import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { APPLIES_TO, APPLIES_TO_WORDS } from "~/domain/certification/standard-text";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { AppliesForm, draftPath, DraftParams } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("What the standard applies to") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => ({ draft: await openDraft(q, params.id, today) }),
);

export const action = centre.action(
  { params: DraftParams, form: AppliesForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { appliesTo } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { fields: { appliesTo } });
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

const HINTS = {
  organisation: "The supplier holds one certificate, and all its products take it over",
  product: "Each product holds its own certificate",
  deployment: "The buyer meets it before the product goes live; it closes no order",
  framework: "The centre meets it when it sets a framework up",
};

export default function DraftApplies() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <DraftPage draft={draft} title="What does it apply to?" state={state}>
      <DraftForm draft={draft}>
        <Radios
          {...fields(state, { appliesTo: draft.content.appliesTo })("appliesTo")}
          label="It is met by"
          choices={APPLIES_TO.map((value) => ({
            value,
            label: APPLIES_TO_WORDS[value],
            hint: HINTS[value],
          }))}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
