import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { ruleSentence } from "~/domain/agreements/rules/rule-sentence";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { moveRule, removeRule } from "~/domain/simulator/own-rules";
import { rulesToOwn } from "~/domain/simulator/own-rules-of.server";
import { versionChoices } from "~/domain/simulator/rule-choices.server";
import type { RulesChoice, ScenarioInput } from "~/domain/simulator/scenario";
import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ScenarioForm } from "~/ui/simulator/scenario-form";
import { Clashes } from "~/ui/simulator/scenario-notes";
import { OwnRules } from "~/ui/simulator/scenario-rules";
import { Select } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { editCount } from "~/web/orders/order-forms";
import { ScenarioParams } from "~/web/simulator/scenario-forms";
import { requireChangeable } from "~/web/simulator/scenario-page.server";

const RulesForm = z
  .object({
    editCount,
    intent: z.enum(["choose", "up", "down", "remove"]).optional().default("choose"),
    kind: z.enum(["in-force", "version", "own"], "Choose whose rules apply").optional(),
    version: z.string().max(60).optional().default(""),
    rule: z.coerce.number().int().positive().optional(),
  })
  .superRefine((form, ctx) => {
    if (form.intent === "choose" && !form.kind) {
      ctx.addIssue({ code: "custom", path: ["kind"], message: "Choose whose rules apply" });
    }
    if (form.kind === "version" && !/^[\w-]+:\d+$/.test(form.version)) {
      ctx.addIssue({ code: "custom", path: ["version"], message: "Choose an agreement" });
    }
  });

export const meta = () => [{ title: pageTitle("Rules of a scenario") }];

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => {
  const scenario = requireChangeable(await scenarioView(q, { id: params.id, actor }));
  const { rules } = scenario.input;
  const own = rules.kind === "own" ? rules.rules : [];
  const nameOf = await namesIn(q, [...own]);
  const answer = await scenarioAnswer(q, scenario);
  return {
    scenario,
    inTheWay: answer.inTheWay,
    versions: (await versionChoices(q, actor)).map((one) => ({
      value: `${one.agreementId}:${one.version}`,
      label: `${one.title} (${one.agreementId}, version ${one.version}, ${one.state.replaceAll("_", " ")})`,
    })),
    own: own.map((rule) => ({ ruleNumber: rule.ruleNumber, sentence: ruleSentence(rule, nameOf) })),
  };
});

type Form = z.output<typeof RulesForm>;

function chosen(form: Form, input: ScenarioInput, own: RulesChoice): RulesChoice {
  const { rules } = input;
  if (form.intent !== "choose") {
    if (rules.kind !== "own" || form.rule === undefined) return rules;
    const { intent, rule } = form;
    const changed = intent === "remove" ? removeRule(rules.rules, rule) : moveRule(rules.rules, rule, intent);
    return { ...rules, rules: changed };
  }
  if (form.kind === "in-force") return { kind: "in-force" };
  if (form.kind === "own") return rules.kind === "own" ? rules : own;
  const [agreementId, version] = form.version.split(":");
  return { kind: "version", agreementId: agreementId!, version: Number(version) };
}

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: RulesForm },
  async ({ tx, actor, params, form, now }) => {
    const scenario = await scenarioView(tx, { id: params.id, actor });
    const own: RulesChoice = { kind: "own", ...(await rulesToOwn(tx, scenario.input)) };
    const change = { actor, at: now, scenarioId: params.id, editCount: form.editCount };
    await changeScenario(tx, change, (input) => ({
      input: { ...input, rules: chosen(form, input, own) },
      summary: "Changed the rules",
    }));
    const stays = form.intent !== "choose" || form.kind === "own";
    return redirect(stays ? `/simulator/${params.id}/rules` : `/simulator/${params.id}?done=saved`);
  },
);

export default function ScenarioRules() {
  const { scenario, versions, own, inTheWay } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { rules } = scenario.input;
  const field = fields(state, {
    kind: rules.kind,
    version: rules.kind === "version" ? `${rules.agreementId}:${rules.version}` : "",
  });
  const isOwn = rules.kind === "own";
  return (
    <ScenarioForm
      scenario={scenario}
      title="Rules"
      lede="Whose rules share out the cost."
      state={state}
      button="Save"
      after={
        isOwn ? (
          <>
            {inTheWay && inTheWay.contradictions.length > 0 ? (
              <Clashes inTheWay={inTheWay} scenario={scenario} />
            ) : null}
            <OwnRules scenario={scenario} rules={own} />
          </>
        ) : null
      }
    >
      <Radios
        {...field("kind")}
        label="Which rules apply?"
        choices={[
          {
            value: "in-force",
            label: "The agreement in force",
            hint: "The most specific one that covers the purchase on the order date.",
          },
          {
            value: "version",
            label: "One agreement, whatever it covers",
            conditional: (
              <Select
                {...field("version")}
                label="Which agreement?"
                options={versions}
                emptyLabel="Choose an agreement"
              />
            ),
          },
          {
            value: "own",
            label: "A list of this scenario’s own",
            hint: isOwn
              ? "You change it below."
              : "It starts with the rules that apply now, for you to change.",
          },
        ]}
      />
    </ScenarioForm>
  );
}
