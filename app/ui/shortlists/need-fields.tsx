import {
  isCountedKey,
  labelOf,
  NEED_SERVICE_NAMES,
  NEED_SERVICES,
  NEED_UNIT_NAMES,
  NEED_UNITS,
} from "~/domain/pricing/quantity";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Fieldset, fields, type FormState } from "~/ui/kit/form";
import { NumberField, Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { OTHER_COUNTED, OTHER_QUANTITY, quantityField } from "~/web/shortlists/need-field-names";

export interface LotChoice {
  id: string;
  name: string;
  frameworkName: string;
}

export interface StoredNeed {
  name: string;
  need: string;
  lotId: string | null;
  quantities: Record<string, string>;
  termMonths: number;
  startsOn: string;
}

function keptNeed(stored: StoredNeed | null): Record<string, string | undefined> {
  if (!stored) return {};
  const { name, need, lotId, termMonths, quantities } = stored;
  const units = [...NEED_UNIT_NAMES, ...Object.keys(quantities).filter(isCountedKey)].map(
    (key) => [quantityField(key), quantities[key]] as const,
  );
  const services = NEED_SERVICE_NAMES.map(
    (service) => [`days-${NEED_SERVICES[service].category}`, quantities[service]] as const,
  );
  return {
    name,
    need,
    lotId: lotId ?? "",
    termMonths: String(termMonths),
    ...Object.fromEntries([...units, ...services]),
  };
}

/** The fields of a need: what, from which lot, how many, from when and for how long. */
export function NeedFields({
  state,
  stored,
  lots,
  asked,
  counted,
}: {
  state: FormState | null;
  stored: StoredNeed | null;
  lots: readonly LotChoice[];
  /** What the solutions in question are priced by in their suppliers' own words, as quantity keys: each has a field. */
  asked: readonly string[];
  /** What the whole catalogue counts so: to choose from. */
  counted: readonly string[];
}) {
  const field = fields(state, keptNeed(stored));
  const own = [...new Set([...asked, ...Object.keys(stored?.quantities ?? {}).filter(isCountedKey)])];
  return (
    <>
      <TextField
        {...field("name")}
        label="Name of the shortlist"
        hint="So that your colleagues recognise it"
      />
      <TextArea
        {...field("need")}
        label="What you need"
        hint="What it should do and for whom. This becomes part of the award record."
        rows={4}
        maxLength={2000}
      />
      <Select
        {...field("lotId")}
        label="Framework lot to buy from"
        hint="You can choose it later. It decides which standards must be met and which routes are open."
        emptyLabel="Not sure yet"
        options={lots.map((lot) => ({ value: lot.id, label: `${lot.frameworkName}: ${lot.name}` }))}
      />
      <Fieldset
        legend="How many you need"
        size="m"
        hint="Solutions are priced by different units. Fill in each that you know; one is enough."
      >
        {NEED_UNIT_NAMES.map((unit) => (
          <NumberField
            key={unit}
            {...field(quantityField(unit))}
            label={NEED_UNITS[unit].label}
            hint={`${NEED_UNITS[unit].example.charAt(0).toUpperCase()}${NEED_UNITS[unit].example.slice(1)}`}
            width={10}
          />
        ))}
        <CountedFields field={field} own={own} others={counted.filter((key) => !own.includes(key))} />
      </Fieldset>
      <ServiceFields field={field} />
      <NumberField
        {...field("termMonths")}
        label="Term"
        hint="With every option to extend, for example 24"
        unit="months"
        width={3}
      />
      <DateField
        {...field("startsOn")}
        label="When it should start"
        hint="For example 1 4 2027"
        parts={typedDate(state, "startsOn", stored?.startsOn)}
      />
    </>
  );
}

/** What suppliers count in their own words: a field for each that is asked for, and one to choose another. */
function CountedFields({
  field,
  own,
  others,
}: {
  field: ReturnType<typeof fields>;
  own: readonly string[];
  others: readonly string[];
}) {
  return (
    <>
      {own.map((key) => (
        <NumberField key={key} {...field(quantityField(key))} label={labelOf(key)} width={10} />
      ))}
      {others.length > 0 ? (
        <>
          <Select
            {...field(OTHER_COUNTED)}
            label="Something else that suppliers charge by"
            hint="Each has a number of its own. Save to add another."
            emptyLabel="Nothing else"
            options={others.map((key) => ({ value: key, label: labelOf(key) }))}
          />
          <NumberField {...field(OTHER_QUANTITY)} label="How many of it" width={10} />
        </>
      ) : null}
    </>
  );
}

/** The days of each service of the need. */
function ServiceFields({ field }: { field: ReturnType<typeof fields> }) {
  return (
    <Fieldset
      legend="Services you need with it"
      size="m"
      hint="Leave empty what you do not need. What you enter counts in every price that is compared, and in whom the lot’s mechanism names."
    >
      {NEED_SERVICE_NAMES.map((service) => (
        <NumberField
          key={service}
          {...field(`days-${NEED_SERVICES[service].category}`)}
          label={NEED_SERVICES[service].label}
          unit="days"
        />
      ))}
    </Fieldset>
  );
}
