import { COST_CATEGORY_IDS, costCategoryName } from "~/domain/agreements/rules/cost-line";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import { Details } from "~/ui/kit/details";
import {
  BlankSelect,
  BlankText,
  Sentence,
  TickBox,
  TickBoxes,
  TickGroup,
  type RuleFormState,
} from "./rule-inputs";

/** "Licence or subscription" and the others, as the form offers them. */
export const CATEGORY_OPTIONS = COST_CATEGORY_IDS.map((value) => ({
  value,
  label: costCategoryName(value),
}));
const KIND_OPTIONS = BUYER_KINDS.map((value) => ({ value, label: kindLabel(value) }));

/** What is ticked under a name, in words: "all kinds" or "hardware, training and change". */
function tickedWords(
  { values }: RuleFormState,
  name: string,
  options: readonly { value: string; label: string }[],
  none: string,
): string {
  const labels = options.filter(({ value }) => values[`${name}.${value}`]).map(({ label }) => label);
  return labels.length === 0 ? none : labels.join(", ");
}

/** Boxes behind one line that says what is ticked; open while something is. */
export function FoldedTicks({
  form,
  name,
  legend,
  options,
  summary,
  none,
}: {
  form: RuleFormState;
  name: string;
  legend: string;
  options: readonly { value: string; label: string }[];
  /** "Kinds of cost" */
  summary: string;
  none: string;
}) {
  return (
    <Details
      summary={`${summary}: ${tickedWords(form, name, options, none)}`}
      open={form.errors[name] !== undefined}
    >
      <TickBoxes form={form} name={name} legend={legend} options={options} />
    </Details>
  );
}

/** From which funds a payer pays. Its own budget when none is ticked. */
export function FundTicks({ form, name = "fundIds" }: { form: RuleFormState; name?: string }) {
  const chosen = Object.keys(form.values)
    .filter((key) => key.startsWith(`${name}.`))
    .map((key) => form.values[key]!);
  const { funds } = form.choices;
  const others = chosen.filter((value) => value && !funds.some((fund) => fund.value === value));
  const shown = [...funds, ...others.map((value) => ({ value, label: value }))];
  const names = shown.filter((fund) => chosen.includes(fund.value)).map((fund) => fund.label);
  const summary = names.length === 0 ? "its own budget" : names.join(", ");
  const error = form.errors[name] ?? form.errors[`${name}.1`];
  return (
    <Details summary={`Paid from: ${summary}`} open={error !== undefined}>
      <TickGroup
        id={name}
        legend="Funds that it may pay from. A cost is paid from the fund of its own year and kind."
        error={error}
      >
        {shown.map((fund, index) => (
          <TickBox
            key={fund.value}
            name={`${name}.${index + 1}`}
            value={fund.value}
            label={fund.label}
            checked={chosen.includes(fund.value)}
          />
        ))}
      </TickGroup>
    </Details>
  );
}

/** Those conditions that are typed: years, days and codes. */
function TypedConditions({ form }: { form: RuleFormState }) {
  return (
    <>
      <p className="nhsuk-hint">
        For example contract years 1, 2; financial years 2026/27; orders from 1 April 2027; organisations RR8,
        R0A.
      </p>
      <Sentence>
        It is about{" "}
        <BlankSelect
          form={form}
          name="when.nature"
          label="Capital or revenue"
          empty="capital and revenue"
          options={[
            { value: "capital", label: "capital" },
            { value: "revenue", label: "revenue" },
          ]}
        />{" "}
        costs.
      </Sentence>
      <Sentence>
        In contract years{" "}
        <BlankText form={form} name="when.contractYears" label="Contract years, for example 1, 2" size={8} />{" "}
        and financial years{" "}
        <BlankText
          form={form}
          name="when.financialYears"
          label="Financial years, for example 2026/27"
          size={16}
        />
      </Sentence>
      <Sentence>
        For orders from{" "}
        <BlankText form={form} name="when.orderedFrom" label="First day of orders" size={14} /> until{" "}
        <BlankText form={form} name="when.orderedTo" label="Last day of orders" size={14} />
      </Sentence>
      <Sentence>
        Only for the organisations{" "}
        <BlankText
          form={form}
          name="when.organisations"
          label="Codes of organisations, for example RR8, R0A"
          size={16}
        />
      </Sentence>
    </>
  );
}

/** Where a rule counts. What is left empty does not matter. */
export function RuleConditions({ form }: { form: RuleFormState }) {
  return (
    <fieldset className="nhsuk-fieldset dt-fieldset">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
        When it counts. Leave empty what does not matter.
      </legend>
      <FoldedTicks
        form={form}
        name="when.categories"
        legend="Kinds of cost that it is about"
        options={CATEGORY_OPTIONS}
        summary="Kinds of cost"
        none="all"
      />
      <TypedConditions form={form} />
      <FoldedTicks
        form={form}
        name="when.buyerKinds"
        legend="Kinds of buyer"
        options={KIND_OPTIONS}
        summary="Buyers"
        none="all kinds"
      />
      <FoldedTicks
        form={form}
        name="when.regions"
        legend="Regions of the buyer"
        options={form.choices.regions}
        summary="Regions"
        none="all"
      />
    </fieldset>
  );
}

export { KIND_OPTIONS };
