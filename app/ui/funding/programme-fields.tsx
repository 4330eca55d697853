import { NO_LAST_YEAR, yearsText } from "~/domain/funding/programme";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { fields, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";

export type ProgrammeValues = Partial<
  Record<
    "name" | "summary" | "firstYear" | "lastYear" | "flow" | "amountText" | "ruleText" | "sources",
    string
  >
>;

/** What a programme says of itself, to be filled in; `years` are those that can be chosen. */
export function ProgrammeFields({
  years,
  given = {},
}: {
  years: readonly number[];
  given?: ProgrammeValues;
}) {
  const field = fields(useFormState(), given);
  const options = years.map((year) => ({ value: String(year), label: formatFinancialYear(year) }));
  return (
    <>
      <TextField {...field("name")} label="Name" hint="For example Frontline Digitisation" />
      <TextArea {...field("summary")} label="What it is for" rows={3} maxLength={600} />
      <Select
        {...field("firstYear")}
        label="First financial year"
        emptyLabel="Choose a year"
        options={options}
      />
      <Select
        {...field("lastYear")}
        label="Last financial year"
        hint="Funds are opened for these years only"
        emptyLabel="Choose a year"
        options={[{ value: NO_LAST_YEAR, label: "Not known yet" }, ...options]}
      />
      <TextField
        {...field("flow")}
        label="Who gives to whom (optional)"
        hint="For example: NHS England to integrated care boards to practices"
      />
      <TextField
        {...field("amountText")}
        label="How much, in words (optional)"
        hint="What each fund holds is shown to the penny; this is for what was announced"
      />
      <TextArea {...field("ruleText")} label="On which terms (optional)" rows={3} maxLength={600} />
      <TextArea
        {...field("sources")}
        label="Sources (optional)"
        hint="Web addresses of what was published, one on each line, for example https://www.england.nhs.uk/digitaltechnology"
        rows={3}
      />
    </>
  );
}

/** The answers about a programme as they will stand on its public page. */
export function programmeAnswers(state: FormState | null) {
  const value = (name: string) => String(state?.values[name] ?? "");
  const shown = (name: string) => value(name) || "Not given";
  const last = value("lastYear");
  const years = yearsText({
    firstYear: Number(value("firstYear")),
    lastYear: last === NO_LAST_YEAR ? null : Number(last),
  });
  const sources = value("sources")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return [
    { key: "name", label: "Name", value: shown("name") },
    { key: "summary", label: "What it is for", value: shown("summary") },
    { key: "years", label: "Years", value: years },
    { key: "flow", label: "Who gives to whom", value: shown("flow") },
    { key: "amount", label: "How much", value: shown("amountText") },
    { key: "rules", label: "On which terms", value: shown("ruleText") },
    {
      key: "sources",
      label: "Sources",
      value:
        sources.length === 0 ? (
          "Not given"
        ) : (
          <ul className="nhsuk-list">
            {sources.map((source) => (
              <li key={source} className="nhsuk-u-text-break-word">
                {source}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}
