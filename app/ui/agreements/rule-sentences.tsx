import { COUNTED_UNITS } from "~/domain/agreements/rules/rule";
import { CATEGORY_OPTIONS, FoldedTicks, FundTicks } from "./rule-conditions";
import { BlankMoney, BlankPayer, BlankSelect, BlankText, Sentence, type RuleFormState } from "./rule-inputs";

interface Shown {
  form: RuleFormState;
}

const UNIT_OPTIONS = Object.entries(COUNTED_UNITS).map(([value, [one]]) => ({ value, label: one }));
const UNITS_OPTIONS = Object.entries(COUNTED_UNITS).map(([value, [, many]]) => ({ value, label: many }));

function Often({ form }: Shown) {
  return (
    <BlankSelect
      form={form}
      name="per"
      label="How often"
      usual="order"
      options={[
        { value: "order", label: "once for the order" },
        { value: "contract-year", label: "in each contract year" },
        { value: "financial-year", label: "in each financial year" },
      ]}
    />
  );
}

export function Spreading({ form }: Shown) {
  return (
    <BlankSelect
      form={form}
      name="spread"
      label="How the sum is spread"
      usual="proportional"
      options={[
        { value: "proportional", label: "in proportion to the costs" },
        { value: "earliest-first", label: "to the earliest cost first" },
      ]}
    />
  );
}

const portion = (
  form: RuleFormState,
  name = "portion",
  label = "Part that they pay, for example 60% or 1/3",
) => <BlankText form={form} name={name} label={label} size={6} numeric />;

export function PercentageSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays {portion(form)} of{" "}
        <BlankSelect
          form={form}
          name="of"
          label="Of what"
          usual="cost"
          options={[
            { value: "cost", label: "the whole cost" },
            { value: "rest", label: "what the rules above have left" },
          ]}
        />
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function TaperSentence({ form }: Shown) {
  const filled = Object.keys(form.values).filter((name) => name.startsWith("byContractYear.")).length;
  const years = Array.from({ length: Math.min(15, Math.max(5, filled + 1)) }, (_, index) => index + 1);
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays a falling part of the cost:{" "}
        {years.map((year, index) => (
          <span key={year}>
            {portion(form, `byContractYear.${year}`, `Percentage in contract year ${year}`)}{" "}
            {index === 0 ? "in contract year 1" : `in year ${year}`}
            {", "}
          </span>
        ))}
        and nothing after.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

/** Who pays which part, from which fund; used for kinds of cost and for bands. */
export function ShareRow({
  form,
  name,
  title,
  category = false,
}: Shown & { name: string; title: string; category?: boolean }) {
  const funds = Object.keys(form.values).filter((key) => key.startsWith(`${name}.fundIds.`)).length;
  const slots = Array.from({ length: funds + 1 }, (_, index) => index + 1);
  const error = form.errors[name];
  return (
    <div className="dt-sentence__row" id={name.replaceAll(".", "-")} tabIndex={-1}>
      {error ? (
        <span className="nhsuk-error-message">
          <span className="nhsuk-u-visually-hidden">Error:</span> {error}
        </span>
      ) : null}
      <Sentence>
        <BlankPayer form={form} name={`${name}.payer`} label={`${title}: who pays`} /> pays{" "}
        {portion(form, `${name}.portion`, `${title}: part, for example 60%`)}
        {category ? (
          <>
            {" "}
            of{" "}
            <BlankSelect
              form={form}
              name={`${name}.category`}
              label={`${title}: kind of cost`}
              empty="Choose a kind of cost"
              options={CATEGORY_OPTIONS.map((each) => ({ ...each, label: each.label.toLowerCase() }))}
            />
          </>
        ) : null}{" "}
        from{" "}
        {slots.map((slot) => (
          <span key={slot}>
            {slot > 1 ? " or " : ""}
            <BlankSelect
              form={form}
              name={`${name}.fundIds.${slot}`}
              label={`${title}: ${slot > 1 ? "another fund" : "fund"}`}
              empty={slot > 1 ? "no other fund" : "its own budget"}
              options={form.choices.funds}
            />
          </span>
        ))}
      </Sentence>
    </div>
  );
}

/** How many rows to show: those in use and some empty ones. */
function rowsOf({ values }: RuleFormState, name: string, spare: number, least: number): number[] {
  const used = Object.keys(values)
    .filter((key) => key.startsWith(`${name}.`) && values[key])
    .map((key) => Number(key.slice(name.length + 1).split(".")[0]))
    .filter(Number.isSafeInteger);
  return Array.from({ length: Math.max(least, Math.max(0, ...used) + spare) }, (_, index) => index + 1);
}

export function CategorySplitSentence({ form }: Shown) {
  return (
    <>
      <p className="nhsuk-hint">One line for each kind of cost and payer. Empty lines do not count.</p>
      {rowsOf(form, "shares", 2, 4).map((row) => (
        <ShareRow key={row} form={form} name={`shares.${row}`} title={`Line ${row}`} category />
      ))}
    </>
  );
}

export function FixedSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays <BlankMoney form={form} name="amount" label="Sum in pounds" />{" "}
        <Often form={form} />, given <Spreading form={form} />.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function FirstSliceSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays the first{" "}
        <BlankMoney form={form} name="upTo" label="How much is paid first, in pounds" /> of the cost,{" "}
        <Often form={form} />.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function PerUnitSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays{" "}
        <BlankMoney form={form} name="rate" label="Rate in pounds, up to four decimals" size={7} /> for each{" "}
        <BlankSelect form={form} name="unit" label="What is counted" empty="Choose" options={UNIT_OPTIONS} />{" "}
        counted on{" "}
        <BlankText
          form={form}
          name="censusDate"
          label="Day of the count, for example 1 April 2027"
          size={14}
        />
        , <Often form={form} />, the count rounded down to whole{" "}
        <BlankText form={form} name="roundUnit" label="Rounded down to, for example 10" size={4} numeric />,
        given <Spreading form={form} />.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function BandSentence({ form }: Shown) {
  const shareRows = (name: string) => rowsOf(form, `${name}.shares`, 1, 2);
  const bands = rowsOf(form, "bands", 1, 2);
  return (
    <>
      <Sentence>
        The cost is shared in bands by{" "}
        <BlankSelect
          form={form}
          name="by"
          label="What the bands are measured in"
          usual="order-value"
          options={[{ value: "order-value", label: "value in pounds" }, ...UNITS_OPTIONS]}
        />{" "}
        <Often form={form} />.
      </Sentence>
      <Sentence>
        For a count, that of{" "}
        <BlankText
          form={form}
          name="censusDate"
          label="Day of the count, for example 1 April 2027"
          size={14}
        />
      </Sentence>
      {bands.map((band) => (
        <div key={band} className="dt-sentence__group">
          <Sentence>
            {band === 1 ? "Up to" : "Then up to"}{" "}
            <BlankText
              form={form}
              name={`bands.${band}.upTo`}
              label={`Where band ${band} ends`}
              size={9}
              numeric
            />
            :
          </Sentence>
          {shareRows(`bands.${band}`).map((row) => (
            <ShareRow
              key={row}
              form={form}
              name={`bands.${band}.shares.${row}`}
              title={`Band ${band}, line ${row}`}
            />
          ))}
        </div>
      ))}
      <div className="dt-sentence__group">
        <Sentence>Above that:</Sentence>
        {shareRows("above").map((row) => (
          <ShareRow key={row} form={form} name={`above.shares.${row}`} title={`Above, line ${row}`} />
        ))}
      </div>
    </>
  );
}

export function MatchSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays{" "}
        <BlankText form={form} name="ratio.numerator" label="Pounds paid" size={3} sign="£" numeric /> for
        every{" "}
        <BlankText form={form} name="ratio.denominator" label="Pounds spent" size={3} sign="£" numeric /> that
        the buyer can show it spent in the{" "}
        <BlankText form={form} name="windowMonths" label="Months before the order" size={3} numeric /> months
        before the order, up to <BlankMoney form={form} name="max" label="Most that is paid, in pounds" />,
        given <Spreading form={form} />.
      </Sentence>
      <FoldedTicks
        form={form}
        name="eligibleCategories"
        legend="Spending that counts"
        options={CATEGORY_OPTIONS}
        summary="Spending that counts"
        none="choose at least one kind"
      />
      <FundTicks form={form} />
    </>
  );
}
