import { withCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import { lowestPriceText } from "~/domain/pricing/price-terms";
import { capitalised } from "~/domain/shared/sentence";
import { quantityOf } from "~/domain/who-pays/cost";
import type { PriceChoice } from "~/domain/simulator/price-choices.server";
import type { BasketLine, InventedLine, PricedLine } from "~/domain/simulator/scenario";
import { MOST_QUANTITY_FIELDS } from "~/domain/simulator/scenario";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { fields, Fieldset, type FormState } from "~/ui/kit/form";
import { CATEGORY_CHOICES, NATURE_CHOICES } from "./scenario-form";
import { MoneyField, NumberField, Select, TextField } from "~/ui/kit/fields/text-fields";

const PER_CHOICES = [
  { value: "year", label: "A year" },
  { value: "one-off", label: "Once" },
];
const VAT_CHOICES = [
  { value: "2000", label: "20%" },
  { value: "500", label: "5%" },
  { value: "0", label: "No VAT" },
];

function Remove({ line, state }: { line: BasketLine; state: FormState | null }) {
  const ticked = [state?.values.remove ?? []].flat();
  return (
    <Checkboxes
      id={`remove-${line.id}`}
      name="remove"
      label={<span className="nhsuk-u-visually-hidden">Remove {line.name}</span>}
      small
      values={ticked}
      choices={[{ value: line.id, label: "Remove this line" }]}
    />
  );
}

function Recipients({
  line,
  names,
  field,
}: {
  line: PricedLine;
  names: Readonly<Record<string, string>>;
  field: ReturnType<typeof fields>;
}) {
  const { id, price, quantities } = line;
  return (
    <>
      {quantities.map(({ organisationCode: code }) => (
        <NumberField
          key={code}
          {...field(`quantity-${id}-${code}`)}
          label={withCode(names[code] ?? code, code)}
          unit={price.quantityNoun}
        />
      ))}
      <TextField
        {...field(`newCode-${id}`)}
        label="Another recipient (optional)"
        hint="Its ODS code, for example B84613"
        width={10}
      />
      <NumberField {...field(`newQuantity-${id}`)} label="How many it gets" unit={price.quantityNoun} />
    </>
  );
}

/** A line of the catalogue: how many each recipient gets, one recipient more, capital or revenue. */
export function PricedFields({
  line,
  names,
  state,
}: {
  line: PricedLine;
  names: Readonly<Record<string, string>>;
  state: FormState | null;
}) {
  const { id, price, quantities } = line;
  const stored = Object.fromEntries(
    quantities.map((one) => [`quantity-${id}-${one.organisationCode}`, one.quantity.toString()]),
  );
  const isLong = quantities.length > MOST_QUANTITY_FIELDS;
  const together = { [`quantity-${id}`]: quantityOf(line).toString() };
  const field = fields(state, { ...stored, ...together, [`nature-${id}`]: line.nature });
  const tiers = price.tiers.map((tier, at) => ({ ...tier, unitPrice: line.agreed?.[at] ?? tier.unitPrice }));
  return (
    <Fieldset
      legend={line.name}
      hint={`${capitalised(lowestPriceText([{ ...price, tiers }]) ?? "")}, excluding VAT.`}
    >
      {isLong ? (
        <NumberField
          {...field(`quantity-${id}`)}
          label={`All ${quantities.length.toLocaleString("en-GB")} recipients together`}
          hint="A change is shared out in proportion to what each gets now"
          unit={price.quantityNoun}
          width={10}
        />
      ) : (
        <Recipients line={line} names={names} field={field} />
      )}
      <Select {...field(`nature-${id}`)} label="Capital or revenue" options={NATURE_CHOICES} />
      <Remove line={line} state={state} />
    </Fieldset>
  );
}

/** A cost that nobody offers; without a line, the blank one to add. */
export function InventedFields({ line, state }: { line: InventedLine | null; state: FormState | null }) {
  const key = line?.id ?? "new";
  const field = fields(state, {
    [`name-${key}`]: line?.name,
    [`amount-${key}`]: line ? decimalPence(line.amount) : undefined,
    [`per-${key}`]: line?.per ?? "year",
    [`category-${key}`]: line?.costCategory,
    [`nature-${key}`]: line?.nature ?? "revenue",
    [`vat-${key}`]: String(line?.vatRate ?? 2_000),
  });
  return (
    <Fieldset
      legend={line ? line.name : "Add a cost of your own"}
      hint={line ? null : "Leave it empty to add nothing."}
    >
      <TextField {...field(`name-${key}`)} label="What it is" />
      <MoneyField {...field(`amount-${key}`)} label="How much, excluding VAT" />
      <Select {...field(`per-${key}`)} label="How often" options={PER_CHOICES} />
      <Select
        {...field(`category-${key}`)}
        label="Kind of cost"
        options={CATEGORY_CHOICES}
        emptyLabel="Choose a kind of cost"
      />
      <Select {...field(`nature-${key}`)} label="Capital or revenue" options={NATURE_CHOICES} />
      <Select {...field(`vat-${key}`)} label="VAT" options={VAT_CHOICES} />
      {line ? <Remove line={line} state={state} /> : null}
    </Fieldset>
  );
}

/** What the catalogue has under the words searched for. */
export function PriceChoices({
  words,
  choices,
  state,
}: {
  words: string;
  choices: readonly PriceChoice[];
  state: FormState | null;
}) {
  if (words === "") return null;
  if (choices.length === 0) return <p>Nothing in the catalogue is called “{words}”.</p>;
  const field = fields(state);
  return (
    <Fieldset legend={`Add from the catalogue: “${words}”`}>
      <Radios
        {...field("addPrice")}
        label="Which price?"
        small
        choices={choices.map((one) => ({
          value: one.priceId,
          label: `${one.name}, ${one.text}`,
        }))}
      />
      <NumberField
        {...field("addQuantity")}
        label="How many?"
        hint="In the unit of the price, for example patients or beds"
      />
    </Fieldset>
  );
}
