import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Rule } from "~/domain/agreements/rules/rule";
import { fieldsOfRule, isRuleShape, ruleFromForm, type RuleShape } from "~/domain/agreements/rules/rule-form";
import { ruleFieldsFrom } from "~/domain/agreements/rules/rule-form-values";
import { RULE_SHAPES } from "~/domain/agreements/rules/rule-shapes";
import { Problem } from "~/domain/shared/problem";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { addRule, nextRuleNumber, replaceRule } from "~/domain/simulator/own-rules";
import { rulesToOwn } from "~/domain/simulator/own-rules-of.server";
import { ruleFormChoices } from "~/domain/simulator/rule-form-choices.server";
import type { RulesChoice } from "~/domain/simulator/scenario";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { EditCount } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { RuleFields } from "~/ui/agreements/rule-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { editCount } from "~/web/orders/order-forms";
import { ScenarioParams, text } from "~/web/simulator/scenario-forms";
import { refusedFields, requireChangeable } from "~/web/simulator/scenario-page.server";

const Params = ScenarioParams.extend({ rule: z.string().regex(/^(new|[1-9]\d{0,3})$/) });
const RuleForm = z.looseObject({ editCount });

export const meta = () => [{ title: pageTitle("A rule of a scenario") }];

function noSuchRule(scenarioId: string): Problem {
  return new Problem("not-found", "no-such-rule", {
    title: "There is no such rule in this scenario.",
    next: { label: "See its rules", href: `/simulator/${scenarioId}/rules` },
  });
}

function shapeOf(asked: string): RuleShape | null {
  return isRuleShape(asked) ? asked : null;
}

export const loader = buyerOrCentre.loader({ params: Params }, async ({ q, actor, params, query }) => {
  const scenario = requireChangeable(await scenarioView(q, { id: params.id, actor }));
  const { rules } = await rulesToOwn(q, scenario.input);
  const number = params.rule === "new" ? null : Number(params.rule);
  const rule = rules.find((one) => one.ruleNumber === number) ?? null;
  if (number !== null && rule === null) throw noSuchRule(params.id);
  const values: Record<string, string> = rule
    ? fieldsOfRule(rule)
    : { ruleNumber: String(nextRuleNumber(rules)) };
  return {
    scenario: { id: scenario.id, title: scenario.title, editCount: scenario.editCount },
    isNew: rule === null,
    shape: rule?.shape ?? shapeOf(text(query, "shape")),
    values,
    choices: await ruleFormChoices(q, rules, number),
  };
});

export const action = buyerOrCentre.action(
  { params: Params, form: RuleForm },
  async ({ tx, actor, params, form, now }) => {
    const scenario = await scenarioView(tx, { id: params.id, actor });
    const own = await rulesToOwn(tx, scenario.input);
    const isNew = params.rule === "new";
    const ruleNumber = isNew ? nextRuleNumber(own.rules) : Number(params.rule);
    const { rule, errors } = ruleFromForm({ ...ruleFieldsFrom(form), ruleNumber: String(ruleNumber) });
    if (errors) return refusedFields(form, errors);
    const known = own.rules.some((one) => one.ruleNumber === ruleNumber);
    if (!isNew && !known) throw noSuchRule(params.id);
    const rules: readonly Rule[] = isNew ? addRule(own.rules, rule) : replaceRule(own.rules, rule);
    const choice: RulesChoice = { kind: "own", rules, from: own.from };
    const change = { actor, at: now, scenarioId: params.id, editCount: form.editCount };
    await changeScenario(tx, change, (input) => ({
      input: { ...input, rules: choice },
      summary: isNew ? `Added rule ${ruleNumber}` : `Changed rule ${ruleNumber}`,
    }));
    return redirect(`/simulator/${params.id}/rules`);
  },
);

function ChooseShape() {
  return (
    <Form method="get">
      <Radios
        name="shape"
        label="What kind of rule is it?"
        choices={RULE_SHAPES.map(({ shape, name, does }) => ({ value: shape, label: name, hint: does }))}
      />
      <SubmitButton>Go on</SubmitButton>
    </Form>
  );
}

export default function ScenarioRule() {
  const { scenario, isNew, shape, values, choices } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = state ? ruleFieldsFrom(state.values) : values;
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}/rules`}>Back to the rules</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${scenario.title} (${scenario.id})`}>
          {isNew ? "Add a rule" : `Change rule ${values.ruleNumber}`}
        </PageTitle>
        {shape === null ? (
          <ChooseShape />
        ) : (
          <Form>
            <EditCount value={scenario.editCount} />
            <RuleFields
              shape={shape}
              values={{ ...typed, ruleNumber: values.ruleNumber ?? "" }}
              errors={state?.errors}
              choices={choices}
            />
            <SubmitButton>Save the rule</SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
