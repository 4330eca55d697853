import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { COUNTED_UNITS } from "~/domain/agreements/rules/rule";
import { lotsToChoose } from "~/domain/who-pays/who-pays-view.server";
import { decimalPence } from "~/domain/money/format";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import type { FactOverrides } from "~/domain/simulator/scenario";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields, Fieldset, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { CATEGORY_CHOICES, ScenarioForm } from "~/ui/simulator/scenario-form";
import { MoneyField, NumberField, Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { editCount } from "~/web/orders/order-forms";
import {
  readFacts,
  REQUIREMENTS,
  ScenarioParams,
  SPEND_ROWS,
  text,
  UNIT_NAMES,
} from "~/web/simulator/scenario-forms";
import { refusedFields, requireChangeable } from "~/web/simulator/scenario-page.server";

const FactsForm = z.looseObject({ editCount });

export const meta = () => [{ title: pageTitle("Buyer and facts") }];

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => ({
  scenario: requireChangeable(await scenarioView(q, { id: params.id, actor })),
  lots: (await lotsToChoose(q)).map(({ id, label }) => ({ value: id, label })),
}));

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: FactsForm },
  async ({ tx, actor, params, form, now }) => {
    const { value: facts, errors } = readFacts(form);
    const buyerCode = text(form, "buyerCode");
    const lotId = text(form, "lotId") || null;
    const lots = await lotsToChoose(tx);
    const wrong = {
      ...(buyerCode === ""
        ? { buyerCode: "Enter the code of the buying organisation, for example RR8" }
        : {}),
      ...(lotId && !lots.some((lot) => lot.id === lotId) ? { lotId: "Choose a lot from the list" } : {}),
      ...errors,
    };
    if (Object.keys(wrong).length > 0) return refusedFields(form, wrong);
    const change = { actor, at: now, scenarioId: params.id, editCount: form.editCount };
    await changeScenario(tx, change, (input) => ({
      input: { ...input, buyerCode, lotId, facts },
      summary: "Changed the buyer and the facts",
    }));
    return redirect(`/simulator/${params.id}?done=saved`);
  },
);

const standardsOf = (met: FactOverrides["met"]) =>
  Object.keys(met)
    .filter((name) => name.startsWith("standard:"))
    .map((name) => name.slice("standard:".length))
    .join("\n");

function Requirements({ met, state }: { met: FactOverrides["met"]; state: FormState | null }) {
  const stored = Object.fromEntries(
    REQUIREMENTS.map(({ name }) => [
      `met-${name}`,
      met[name] === undefined ? "recorded" : met[name] ? "yes" : "no",
    ]),
  );
  const field = fields(state, { ...stored, standards: standardsOf(met) });
  return (
    <>
      {REQUIREMENTS.map(({ name, label }) => (
        <Radios
          key={name}
          {...field(`met-${name}`)}
          label={label}
          inline
          small
          choices={[
            { value: "recorded", label: "As recorded" },
            { value: "yes", label: "Met" },
            { value: "no", label: "Not met" },
          ]}
        />
      ))}
      <TextArea
        {...field("standards")}
        label="Standards taken to be met (optional)"
        hint="One on each line, for example DCB0129"
        rows={2}
      />
    </>
  );
}

function LocalSpend({ spend, state }: { spend: FactOverrides["localSpend"]; state: FormState | null }) {
  return (
    <Fieldset
      legend="Local spend with evidence"
      size="s"
      hint="What the buyer has itself spent and nobody has matched yet. It adds to what is recorded and confirmed."
    >
      {SPEND_ROWS.map((row) => {
        const one = spend[row - 1];
        const field = fields(state, {
          [`spend-${row}`]: one && decimalPence(one.amount),
          [`spendOn-${row}`]: one?.category,
        });
        return (
          <div key={row}>
            <MoneyField {...field(`spend-${row}`)} label={`Sum ${row}`} />
            <Select
              {...field(`spendOn-${row}`)}
              label={`What sum ${row} was spent on`}
              options={CATEGORY_CHOICES}
              emptyLabel="Choose a kind of cost"
            />
            <DateField
              name={`spentOn-${row}`}
              label={`When sum ${row} was spent`}
              error={state?.errors[`spentOn-${row}`]}
              parts={typedDate(state, `spentOn-${row}`, one?.spentOn)}
            />
          </div>
        );
      })}
    </Fieldset>
  );
}

export default function Facts() {
  const { scenario, lots } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { facts, buyerCode, lotId } = scenario.input;
  const counts = Object.fromEntries(
    UNIT_NAMES.map((unit) => [`count-${unit}`, facts.counts[unit]?.toString()]),
  );
  const field = fields(state, {
    ...counts,
    buyerCode,
    lotId: lotId ?? "",
    milestones: facts.milestonesMet.join("\n"),
  });
  return (
    <ScenarioForm
      scenario={scenario}
      title="Buyer and facts"
      lede="Leave a field empty to use what is recorded as at the order date."
      state={state}
    >
      <TextField
        {...field("buyerCode")}
        label="Who would buy?"
        hint="The organisation’s ODS code, for example RR8"
        width={20}
      />
      <Select
        {...field("lotId")}
        label="From which lot?"
        hint="Agreements can be about a framework or one of its lots"
        options={lots}
        emptyLabel="No framework"
      />
      <Fieldset legend="Counts" size="s">
        {UNIT_NAMES.map((unit) => {
          const words = COUNTED_UNITS[unit][1];
          return (
            <NumberField
              key={unit}
              {...field(`count-${unit}`)}
              label={`Number of ${words} (optional)`}
              width={10}
            />
          );
        })}
      </Fieldset>
      <Requirements met={facts.met} state={state} />
      <LocalSpend spend={facts.localSpend} state={state} />
      <TextArea
        {...field("milestones")}
        label="Milestones taken to be met (optional)"
        hint="One on each line, by the names that the rules give them"
        rows={2}
      />
    </ScenarioForm>
  );
}
