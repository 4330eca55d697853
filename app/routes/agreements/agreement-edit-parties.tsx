import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { organisationByCode, searchOrganisations } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import { DraftForm, DraftPage, draftPath } from "~/ui/agreements/agreement-draft";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { seen, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";

const PartiesForm = z.object({
  seen,
  remove: z.string().max(40).optional(),
  organisation: z.string().trim().max(150, "Enter a name of at most 150 characters").optional().default(""),
});

export const meta = () => [{ title: pageTitle("Parties") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => ({ draft: shownDraft(await openDraft(q, params)) }),
);

/** The organisation that was meant, by its code or its name; otherwise what to enter instead. */
async function organisationMeant(
  q: Queryable,
  typed: string,
  on: Day,
): Promise<{ code: string } | { error: string }> {
  if (typed === "") return { error: "Enter the code or the name of an organisation, for example RR8" };
  const exact = await organisationByCode(q, typed, on);
  if (exact) return { code: exact.code };
  const found = await searchOrganisations(q, { words: typed, activeOn: on, limit: 6 });
  const named = found.filter((each) => each.name.toLowerCase() === typed.toLowerCase());
  const [only, another] = named.length > 0 ? named : found;
  if (!only) return { error: `No organisation has the code or the name “${typed}”. Check the spelling` };
  if (!another) return { code: only.code };
  const choices = found.slice(0, 5).map((each) => `${each.code} for ${each.name}`);
  return { error: `Several organisations are called like that. Enter a code: ${choices.join("; ")}` };
}

export const action = centre.action(
  { params: VersionParams, form: PartiesForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const asked = { actor, now, params, form };
    const back = redirect(`${versionPath(params.id, params.version)}/edit/parties`);
    if (form.remove) {
      await changeAsAsked(tx, asked, { part: "remove-party", organisationCode: form.remove });
      return back;
    }
    const meant = await organisationMeant(tx, form.organisation, today);
    if ("error" in meant)
      return fieldRefused({ organisation: meant.error }, { organisation: form.organisation });
    await changeAsAsked(tx, asked, { part: "add-party", organisationCode: meant.code });
    return back;
  },
);

export default function EditParties() {
  const { draft } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <DraftPage
      draft={draft}
      title="Parties"
      lede="Each party signs. Whoever a rule makes pay by name must be one; “the buyer” need not be."
      state={state}
    >
      <DataTable
        caption="Who signs"
        rows={draft.parties}
        rowKey={(party) => party.value}
        columns={[
          { key: "name", header: "Organisation", rowHeader: true, cell: (party) => party.label },
          { key: "code", header: "Code", cell: (party) => party.value },
          {
            key: "remove",
            header: "Change",
            cell: (party) => (
              <DraftForm draft={draft} className="dt-inline-form">
                <input type="hidden" name="remove" value={party.value} />
                <SubmitButton variant="secondary" small>
                  Remove<span className="nhsuk-u-visually-hidden"> {party.label}</span>
                </SubmitButton>
              </DraftForm>
            ),
          },
        ]}
        empty={
          <EmptyState heading="No parties yet">
            <p>Add who pays, and whoever else must agree.</p>
          </EmptyState>
        }
      />
      <DraftForm draft={draft}>
        <TextField
          {...field("organisation")}
          label="Add an organisation"
          labelSize="m"
          hint="Its code or its name, for example RR8 or NHS West Yorkshire."
        />
        <SubmitButton variant="secondary">Add</SubmitButton>
      </DraftForm>
      <ButtonLink href={`${draftPath(draft)}/edit`}>Continue</ButtonLink>
    </DraftPage>
  );
}
