import { HintAndError, describedBy } from "./field-frame";
import { Legend, fieldId, type FieldProps, type FormState } from "../form";

export interface DateParts {
  day: string;
  month: string;
  year: string;
}

/** Splits "2027-03-09" into what a person would type: 9, 3, 2027. Anything else gives empty boxes. */
export function datePartsOf(day: string | null | undefined): DateParts {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "");
  return match
    ? { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1]! }
    : { day: "", month: "", year: "" };
}

/** What was typed in the three boxes, or the stored day when nothing was sent. */
export function typedDate(
  state: FormState | null | undefined,
  name: string,
  stored?: string | null,
): DateParts {
  const typed = (part: string): string | undefined => {
    const value = state?.values[`${name}-${part}`];
    return Array.isArray(value) ? value[0] : value;
  };
  const kept = datePartsOf(stored);
  return {
    day: typed("day") ?? kept.day,
    month: typed("month") ?? kept.month,
    year: typed("year") ?? kept.year,
  };
}

/** Reads the three boxes of a date from a form: "2027-03-09", or "" when all are empty; not checked further. */
export function dayFromForm(form: FormData, name: string): string {
  const read = (part: string): string => String(form.get(`${name}-${part}`) ?? "").trim();
  const [day, month, year] = [read("day"), read("month"), read("year")];
  if (!day && !month && !year) return "";
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Day, month and year in three boxes named `${name}-day`, `${name}-month`, `${name}-year`. */
export function DateField({
  parts = { day: "", month: "", year: "" },
  ...props
}: Omit<FieldProps, "value"> & { parts?: DateParts }) {
  const { name, error } = props;
  const boxes = [
    { part: "day", label: "Day", width: 2 },
    { part: "month", label: "Month", width: 2 },
    { part: "year", label: "Year", width: 4 },
  ] as const;
  return (
    <div className={`nhsuk-form-group${error ? " nhsuk-form-group--error" : ""}`}>
      {/* The role is redundant on paper; without it JAWS does not read the hint and error of a group of boxes. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <fieldset className="nhsuk-fieldset" role="group" aria-describedby={describedBy(props)}>
        <Legend size={props.labelSize ?? "s"} isPageHeading={props.isPageHeading}>
          {props.label}
        </Legend>
        <HintAndError {...props} />
        <div className="nhsuk-date-input">
          {boxes.map(({ part, label, width }) => {
            // The day box carries the id of the field, so that the error summary can point to it.
            const id = part === "day" ? fieldId(name) : `${fieldId(name)}-${part}`;
            return (
              <div className="nhsuk-date-input__item" key={part}>
                <div className="nhsuk-form-group">
                  <label className="nhsuk-label nhsuk-date-input__label" htmlFor={id}>
                    {label}
                  </label>
                  <input
                    className={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${width}${error ? " nhsuk-input--error" : ""}`}
                    id={id}
                    name={`${name}-${part}`}
                    type="text"
                    inputMode="numeric"
                    defaultValue={parts[part]}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
