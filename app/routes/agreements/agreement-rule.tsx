import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { clashesOf } from "~/domain/agreements/checks/check-views.server";
import { ruleChoices } from "~/domain/agreements/draft/draft-views.server";
import { fieldsOfRule, isRuleShape, ruleFromForm } from "~/domain/agreements/rules/rule-form";
import { ruleFieldsFrom } from "~/domain/agreements/rules/rule-form-values";
import { shapeWords } from "~/domain/agreements/rules/rule-shapes";
import { Problem } from "~/domain/shared/problem";
import { DraftForm, DraftPage, draftPath } from "~/ui/agreements/agreement-draft";
import { WarningCallout } from "~/ui/kit/callouts";
import { ButtonGroup, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { RuleFields } from "~/ui/agreements/rule-fields";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { RuleParams, SeenForm, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { othersFunds } from "~/web/agreements/others-funds.server";
import { ownBudgetUnsaid } from "~/web/funding/own-budget";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Change a rule") }];

export const loader = centre.loader(
  { params: RuleParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const draft = await openDraft(q, params);
    const rule = draft.version.rules.find((each) => each.ruleNumber === params.rule);
    if (!rule || !isRuleShape(rule.shape)) {
      throw new Problem("not-found", "no-such-rule", {
        title: `There is no rule ${params.rule} in this draft.`,
        next: { label: "See its rules", href: `${versionPath(params.id, params.version)}/edit/rules` },
      });
    }
    const clashes = await clashesOf(q, draft.version, draft.summary);
    return {
      draft: shownDraft(draft),
      shape: rule.shape,
      ruleNumber: rule.ruleNumber,
      sentence: draft.rules.find((each) => each.ruleNumber === rule.ruleNumber)!.sentence,
      stored: fieldsOfRule(rule),
      choices: await ruleChoices(q, draft, rule.ruleNumber),
      clashes: clashes.filter((each) => each.ruleNumbers.includes(params.rule)).map((each) => each.text),
    };
  },
);

export const action = centre.action(
  { params: RuleParams, form: SeenForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const typed = { ...ruleFieldsFrom(form), ruleNumber: String(params.rule) };
    const { rule, errors } = ruleFromForm(typed);
    if (errors) return fieldRefused(errors, typed);
    const others = await othersFunds(tx, typed);
    if (others) return fieldRefused(others.errors, others.fields);
    const draft = await openDraft(tx, params);
    const before = draft.version.rules.find((each) => each.ruleNumber === params.rule);
    const unsaid = ownBudgetUnsaid(rule, typed, draft, before);
    if (unsaid) return fieldRefused(unsaid, typed);
    await changeAsAsked(tx, { actor, now, params, form }, { part: "change-rule", rule });
    return redirect(`${versionPath(params.id, params.version)}/edit/rules`);
  },
);

export default function EditRule() {
  const { draft, shape, ruleNumber, sentence, stored, choices, clashes } = useLoaderData<typeof loader>();
  const state = useFormState();
  const rules = `${draftPath(draft)}/edit/rules`;
  return (
    <DraftPage
      draft={draft}
      title={`Rule ${ruleNumber}: ${shapeWords(shape)!.name.toLowerCase()}`}
      lede={sentence}
      back={{ href: rules, label: "Rules" }}
      state={state}
      wide
    >
      {clashes.length > 0 ? (
        <WarningCallout heading="To put right">
          {clashes.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </WarningCallout>
      ) : null}
      <DraftForm draft={draft}>
        <RuleFields
          shape={shape}
          values={state ? ruleFieldsFrom(state.values) : stored}
          errors={state?.errors}
          choices={choices}
        />
        <ButtonGroup>
          <SubmitButton>Save this rule</SubmitButton>
          <a href={rules}>Cancel</a>
        </ButtonGroup>
      </DraftForm>
    </DraftPage>
  );
}
