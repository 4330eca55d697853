import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ruleChoices } from "~/domain/agreements/draft/draft-views.server";
import { isRuleShape, ruleFromForm } from "~/domain/agreements/rules/rule-form";
import { ruleFieldsFrom } from "~/domain/agreements/rules/rule-form-values";
import { RULE_SHAPES, shapeWords } from "~/domain/agreements/rules/rule-shapes";
import { DraftForm, DraftPage, draftPath } from "~/ui/agreements/agreement-draft";
import { ButtonGroup, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { RuleFields } from "~/ui/agreements/rule-fields";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { SeenForm, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { othersFunds } from "~/web/agreements/others-funds.server";
import { ownBudgetUnsaid } from "~/web/funding/own-budget";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Add a rule") }];

export const loader = centre.loader(
  {
    params: VersionParams,
    query: z.object({ shape: z.string().max(40).optional() }),
    roles: ["commercial_officer"],
  },
  async ({ q, params, query }) => {
    const draft = await openDraft(q, params);
    const shape = query.shape && isRuleShape(query.shape) ? query.shape : null;
    return { draft: shownDraft(draft), shape, choices: shape ? await ruleChoices(q, draft) : null };
  },
);

export const action = centre.action(
  { params: VersionParams, form: SeenForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    // The draft gives the rule its number; the form needs one to be read.
    const typed = { ...ruleFieldsFrom(form), ruleNumber: "1" };
    const { rule, errors } = ruleFromForm(typed);
    if (errors) return fieldRefused(errors, typed);
    const others = await othersFunds(tx, typed);
    if (others) return fieldRefused(others.errors, others.fields);
    const unsaid = ownBudgetUnsaid(rule, typed, await openDraft(tx, params));
    if (unsaid) return fieldRefused(unsaid, typed);
    await changeAsAsked(tx, { actor, now, params, form }, { part: "add-rule", rule });
    return redirect(`${versionPath(params.id, params.version)}/edit/rules`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function NewRule() {
  const { draft, shape, choices } = useLoaderData<typeof loader>();
  const rules = { href: `${draftPath(draft)}/edit/rules`, label: "Rules" };
  const state = useFormState();
  if (!shape || !choices) return <ChooseShape draft={draft} back={rules} />;
  const words = shapeWords(shape)!;
  return (
    <DraftPage
      draft={draft}
      title={`Add a rule: ${words.name.toLowerCase()}`}
      lede={words.does}
      back={{ href: `${rules.href}/new`, label: "Kinds of rule" }}
      state={state}
      wide
    >
      <DraftForm draft={draft}>
        <RuleFields
          shape={shape}
          values={state ? ruleFieldsFrom(state.values) : fundsToStartWith(shape, draft.startFundIds)}
          errors={state?.errors}
          choices={choices}
        />
        <ButtonGroup>
          <SubmitButton>Add this rule</SubmitButton>
          <a href={rules.href}>Cancel</a>
        </ButtonGroup>
      </DraftForm>
    </DraftPage>
  );
}

/** The funds that the agreement was started with, in the fields of the shapes that have one payer, or rows of them. */
function fundsToStartWith(shape: string, fundIds: readonly string[]): Record<string, string> {
  const name = shape === "category-split" ? "shares.1.fundIds" : "fundIds";
  if (!START_WITH_FUNDS.has(shape)) return {};
  return Object.fromEntries(fundIds.map((fundId, index) => [`${name}.${index + 1}`, fundId]));
}

const START_WITH_FUNDS: ReadonlySet<string> = new Set([
  "percentage",
  "taper",
  "category-split",
  "fixed",
  "first-slice",
  "per-unit",
  "match",
]);

function ChooseShape({ draft, back }: { draft: Loaded["draft"]; back: { href: string; label: string } }) {
  const groups = [...new Set(RULE_SHAPES.map(({ group }) => group))];
  return (
    <DraftPage draft={draft} title="Which kind of rule?" back={back} state={null}>
      {groups.map((group) => (
        <section key={group}>
          <h2 className="nhsuk-heading-s">{group}</h2>
          <dl className="dt-choices">
            {RULE_SHAPES.filter((each) => each.group === group).map((each) => (
              <div className="dt-choices__item" key={each.shape}>
                <dt>
                  <a href={`${back.href}/new?shape=${each.shape}`}>{each.name}</a>
                </dt>
                <dd>{each.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </DraftPage>
  );
}
