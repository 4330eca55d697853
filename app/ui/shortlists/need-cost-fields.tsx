import { COST_CATEGORY_IDS, costCategoryName } from "~/domain/agreements/rules/cost-line";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Fieldset, type fields } from "~/ui/kit/form";
import { MoneyField, Select } from "~/ui/kit/fields/text-fields";

const CATEGORIES = COST_CATEGORY_IDS.map((value) => ({ value, label: costCategoryName(value) }));
const NATURES = [
  { value: "revenue", label: "Revenue" },
  { value: "capital", label: "Capital" },
];
const YEARS_AHEAD = 5;

/** The costs of a need, one row each: what for, capital or revenue, which year, how much. */
export function NeedCostFields({
  field,
  rows,
  thisYear,
  most,
}: {
  field: ReturnType<typeof fields>;
  rows: number;
  thisYear: number;
  most: number;
}) {
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => thisYear - 1 + index).map((year) => ({
    value: String(year),
    label: formatFinancialYear(year),
  }));
  return (
    <Fieldset
      legend="What does it cost?"
      hint={`VAT included. Leave rows empty that you do not need; save to get two more, at most ${most}.`}
    >
      {Array.from({ length: rows }, (_, row) => (
        <fieldset className="nhsuk-fieldset dt-cost-row" key={row}>
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Cost {row + 1}</legend>
          <Select
            {...field(`costs-${row}-category`)}
            label="What for"
            emptyLabel="Choose"
            options={CATEGORIES}
          />
          <Select {...field(`costs-${row}-nature`)} label="Capital or revenue" options={NATURES} />
          <Select
            {...withDefault(field(`costs-${row}-year`), String(thisYear))}
            label="Financial year"
            options={years}
          />
          <MoneyField {...field(`costs-${row}-amount`)} label="Cost" />
        </fieldset>
      ))}
    </Fieldset>
  );
}

function withDefault<T extends { value?: string }>(one: T, value: string): T {
  return one.value ? one : { ...one, value };
}
