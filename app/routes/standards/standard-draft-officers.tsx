import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { DraftForm, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { draftPath, DraftParams, OfficersForm } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("How many officers it takes") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => ({ draft: await openDraft(q, params.id, today) }),
);

export const action = centre.action(
  { params: DraftParams, form: OfficersForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const needsSecondOfficer = form.officers === "two";
    await changeAsAsked(tx, { actor, now, params, form }, { fields: { needsSecondOfficer } });
    return redirect(`${draftPath(params.id)}?done=saved`);
  },
);

export default function DraftOfficers() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  const stored = draft.content.needsSecondOfficer ? "two" : "one";
  return (
    <DraftPage
      draft={draft}
      title="How many officers does a change take?"
      lede="It holds from this version on. Where two are needed today, two decide about this version as well. What is mandatory for anybody closes orders and always takes two."
      state={state}
    >
      <DraftForm draft={draft}>
        <Radios
          {...fields(state, { officers: stored })("officers")}
          label="Publishing and ending it takes"
          choices={[
            { value: "two", label: "Two officers", hint: "One proposes, another decides" },
            {
              value: "one",
              label: "One officer",
              hint: "For a standard that is mandatory for nobody, so that it closes no order",
            },
          ]}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
