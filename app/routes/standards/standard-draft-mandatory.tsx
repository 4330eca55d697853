import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { scopeChoices } from "~/domain/standards/scope-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { NotificationBanner, pageTitle } from "~/ui/kit/page";
import { Select } from "~/ui/kit/fields/text-fields";
import { DraftForm, draftHref, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { draftPath, DraftParams, DraftQuery, MandatoryForm } from "~/web/standards/draft-forms";
import { changeAsAsked, openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("For whom it is mandatory") }];

export const loader = centre.loader(
  { params: DraftParams, query: DraftQuery, roles: ["commercial_officer"] },
  async ({ q, params, query, today }) => ({
    draft: await openDraft(q, params.id, today),
    choices: await scopeChoices(q),
    saved: query.done === "saved",
  }),
);

export const action = centre.action(
  { params: DraftParams, form: MandatoryForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { seen: _seen, intent, ...scope } = form;
    const { content } = await openDraft(tx, params.id, today);
    const key = JSON.stringify(scope);
    const others = content.scopes.filter(({ lotId, capabilityRef, careSetting, buyerKind }) =>
      intent === "add" ? JSON.stringify({ lotId, capabilityRef, careSetting, buyerKind }) !== key : true,
    );
    const scopes =
      intent === "add"
        ? [...others, scope]
        : others.filter((_, at) => at !== Number(intent.replace("remove-", "")) - 1);
    await changeAsAsked(tx, { actor, now, params, form }, { fields: { scopes } });
    return redirect(`${draftPath(params.id)}/mandatory?done=saved`);
  },
);

export default function DraftMandatory() {
  const { draft, choices, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <DraftPage
      draft={draft}
      title="For whom is it mandatory?"
      lede="Whoever is in any of these rows must meet it. Whom it does not bind today has until the last day to comply."
      state={state}
    >
      {saved ? <NotificationBanner heading="Your change is saved" success /> : null}
      <DraftForm draft={draft}>
        <DataTable
          caption="Mandatory for"
          captionSize="s"
          rows={draft.scopeTexts.map((text, at) => ({ text, at }))}
          rowKey={(row) => String(row.at)}
          columns={[
            { key: "text", header: "For", rowHeader: true, cell: (row) => row.text },
            {
              key: "remove",
              header: "Change",
              cell: (row) => (
                <SubmitButton variant="secondary" small name="intent" value={`remove-${row.at + 1}`}>
                  Remove<span className="nhsuk-u-visually-hidden"> {row.text}</span>
                </SubmitButton>
              ),
            },
          ]}
          empty={
            <EmptyState heading="Mandatory for nobody">
              <p>It is recommended, and closes no order. Add a row below to make it mandatory.</p>
            </EmptyState>
          }
        />
      </DraftForm>
      <h2 className="nhsuk-heading-m">Add a row</h2>
      <p>Each choice narrows it. With no choice at all it is mandatory for everything that it applies to.</p>
      <DraftForm draft={draft}>
        <Select {...field("lotId")} label="Lot" emptyLabel="Every lot" options={choices.lots} />
        <Select
          {...field("capabilityRef")}
          label="Products with the capability"
          emptyLabel="Any capability"
          options={choices.capabilities}
        />
        <Select
          {...field("careSetting")}
          label="Care setting"
          emptyLabel="Every care setting"
          options={choices.careSettings}
        />
        <Select
          {...field("buyerKind")}
          label="Bought by"
          emptyLabel="Every kind of buyer"
          options={choices.kinds}
        />
        <SubmitButton variant="secondary" name="intent" value="add">
          Add this row
        </SubmitButton>
      </DraftForm>
      <p>
        <a href={draftHref(draft)}>Go back to the draft</a>
      </p>
    </DraftPage>
  );
}
