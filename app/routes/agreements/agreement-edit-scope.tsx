import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { AgreementScope } from "~/domain/agreements/agreement";
import { isCostCategory } from "~/domain/agreements/rules/cost-line";
import { scopeChoices } from "~/domain/agreements/draft/draft-views.server";
import { DraftForm, DraftPage } from "~/ui/agreements/agreement-draft";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { Details } from "~/ui/kit/details";
import { SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { codes, seen, ticked, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

const ScopeForm = z.object({
  seen,
  programmes: ticked,
  frameworks: ticked,
  lots: ticked,
  categories: ticked,
  icbCodes: ticked,
  regions: ticked,
  buyerKinds: ticked,
  organisations: codes,
});

const GROUPS = [
  ["buyerKinds", "Kinds of buyer", "any kind"],
  ["frameworks", "Frameworks", "any framework"],
  ["lots", "Lots", "any lot"],
  ["programmes", "Programmes", "whatever programme sets money aside for the buyer"],
  ["categories", "Kinds of cost", "every kind; other agreements may cover what this leaves out"],
  ["regions", "Regions", "all of England"],
  ["icbCodes", "Integrated care boards", "any area"],
] as const;

const HINTS: Partial<Record<string, string>> = {
  programmes:
    "Covers only the orders of organisations for which a fund of one of these has set money aside, or for whose board one has.",
  categories: "Costs of other kinds fall to the agreement that covers them, or to the buyer.",
};

export const meta = () => [{ title: pageTitle("What it covers") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const draft = await openDraft(q, params);
    return {
      draft: shownDraft(draft),
      scope: draft.version.scope as Record<string, readonly string[] | undefined>,
      choices: await scopeChoices(q),
    };
  },
);

export const action = centre.action(
  { params: VersionParams, form: ScopeForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, categories, ...parts } = form;
    // An empty list would cover nothing; what is not limited is left out.
    const named = { ...parts, categories: categories.filter(isCostCategory) };
    const scope: AgreementScope = Object.fromEntries(
      Object.entries(named).filter(([, values]) => values.length > 0),
    );
    await changeAsAsked(tx, { actor, now, params, form }, { part: "scope", scope });
    return redirect(`${versionPath(params.id, params.version)}/edit?done=saved`);
  },
);

export default function EditScope() {
  const { draft, scope, choices } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string): string[] =>
    state ? [state.values[name] ?? []].flat() : [...(scope[name] ?? [])];
  return (
    <DraftPage
      draft={draft}
      title="What it covers"
      lede="An order is covered when all that you choose here holds for it. What you leave empty does not matter."
      state={state}
    >
      <DraftForm draft={draft}>
        {GROUPS.map(([name, label, none]) => {
          const chosen = typed(name);
          const options = choices[name];
          const words = options
            .filter((option) => chosen.includes(option.value))
            .map((option) => option.label);
          return (
            <Details key={name} summary={`${label}: ${words.length > 0 ? words.join(", ") : none}`}>
              <Checkboxes
                name={name}
                label={label}
                hint={HINTS[name]}
                small
                values={chosen}
                choices={options}
              />
            </Details>
          );
        })}
        <TextArea
          name="organisations"
          label="Only these organisations (optional)"
          hint="Their codes with commas or on lines of their own, for example RR8, R0A. An agreement that names organisations goes before every other."
          error={state?.errors.organisations}
          value={typed("organisations").join(", ")}
          rows={3}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
