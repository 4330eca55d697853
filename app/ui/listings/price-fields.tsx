import { COST_CATEGORY_IDS, costCategoryName } from "~/domain/agreements/rules/cost-line";
import { BlankText, Sentence } from "~/ui/agreements/rule-inputs";
import { Details } from "~/ui/kit/details";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { MoneyField, NumberField, Select, TextField } from "~/ui/kit/fields/text-fields";
import { fields, Fieldset, type FormState } from "~/ui/kit/form";
import { PRICE_UNIT_NAMES, PRICE_UNITS, TIERS } from "~/domain/listings/listed-price";

const CALCULATIONS = [
  {
    value: "volume",
    label: "All units at the price of the tier that holds the quantity",
    hint: "Also for one price whatever the quantity",
  },
  { value: "cumulative", label: "The units of each tier at its own price" },
  { value: "single-fixed", label: "One charge: the tier’s price, whatever the quantity in it" },
];

interface Props {
  stored: Record<string, string>;
  state: FormState | null;
}

/** The fields of one list price, with seven tiers at most. */
export function PriceFields(props: Props) {
  const field = fields(props.state, props.stored);
  return (
    <>
      <Select
        {...field("costCategory")}
        label="What it is for"
        emptyLabel="Choose"
        options={COST_CATEGORY_IDS.map((value) => ({ value, label: costCategoryName(value) }))}
      />
      <Counted {...props} />
      <Radios
        {...field("billingPeriod")}
        label="How often it is charged"
        choices={[
          { value: "year", label: "Each year" },
          { value: "month", label: "Each month" },
          { value: "one-off", label: "Once" },
        ]}
      />
      <Radios {...field("calculation")} label="How a quantity is charged" choices={CALCULATIONS} />
      <Tiers {...props} />
      <MoneyField {...field("minimum")} label="Least charged in each period (optional)" />
      <MoneyField {...field("maximum")} label="Most charged in each period (optional)" />
      <NumberField {...field("vat")} label="VAT" unit="%" />
    </>
  );
}

function Counted({ stored, state }: Props) {
  const field = fields(state, stored);
  const unit = field("unit");
  const own =
    unit.value && !Object.hasOwn(PRICE_UNITS, unit.value) ? [{ value: unit.value, label: unit.value }] : [];
  return (
    <>
      <Select
        {...unit}
        label="What is counted"
        hint="Buyers sort by price in these units. Choose one of them where you can."
        emptyLabel="Choose"
        options={[...PRICE_UNIT_NAMES.map((value) => ({ value, label: PRICE_UNITS[value].label })), ...own]}
      />
      <TextField
        {...field("unitText")}
        label="Words after the price (optional)"
        hint="Needed for something else, for example per connected home. Otherwise those of the unit: per patient."
      />
      <TextField
        {...field("quantityNoun")}
        label="Words after the quantity (optional)"
        hint="Needed for something else, for example connected homes. Otherwise those of the unit: patients."
      />
    </>
  );
}

function Tiers({ stored, state }: Props) {
  const field = fields(state, stored);
  const names = TIERS.flatMap((at) => ["from", "to", "price"].map((name) => `${name}-${at}`));
  const form = {
    values: Object.fromEntries(names.map((name) => [name, field(name).value ?? ""])),
    errors: state?.errors ?? {},
    choices: { payers: [], funds: [], rules: [], regions: [], requirements: [] },
  };
  const tier = (at: number) => (
    <Sentence key={at}>
      <BlankText form={form} name={`from-${at}`} label={`Tier ${at} from`} size={9} numeric />{" "}
      <BlankText form={form} name={`to-${at}`} label={`Tier ${at} to`} size={9} numeric />{" "}
      <BlankText
        form={form}
        name={`price-${at}`}
        label={`Tier ${at} price in pounds`}
        size={12}
        sign="£"
        numeric
      />
    </Sentence>
  );
  const isTyped = (at: number) => ["from", "to", "price"].some((name) => form.values[`${name}-${at}`] !== "");
  const used = TIERS.filter((at) => at <= 2 || isTyped(at));
  const others = TIERS.filter((at) => !used.includes(at));
  return (
    <Fieldset
      legend="Price, without VAT"
      hint="The first tier starts at 1. Each next tier starts one above the end of the one before. Leave the end of the last tier empty. For one price fill in the first tier alone."
    >
      {used.map(tier)}
      {others.length > 0 ? <Details summary="More tiers, seven at most">{others.map(tier)}</Details> : null}
    </Fieldset>
  );
}
