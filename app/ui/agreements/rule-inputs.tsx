import type { ReactNode } from "react";
import { fieldId } from "~/ui/kit/form";
import type { Option } from "~/ui/kit/fields/text-fields";

/** What there is to choose from when a rule is written. */
export interface RuleChoices {
  /** The parties, and the two roles "@buyer" and "@buyers-icb". */
  payers: readonly Option[];
  funds: readonly Option[];
  /** The other rules of the agreement that a limit or a test can be about. */
  rules: readonly { ruleNumber: number; label: string }[];
  regions: readonly Option[];
  /** What an eligibility rule can ask for: "dspt", "standard:DCB0129". */
  requirements: readonly Option[];
}

/** The form of one rule as it stands: what is stored or was typed, what is wrong with it, what to choose from. */
export interface RuleFormState {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  choices: RuleChoices;
}

export interface Blank {
  form: RuleFormState;
  name: string;
  /** What the blank is for; it stands above it. */
  label: string;
}

/** A sentence with blanks to fill in. */
export function Sentence({ children }: { children: ReactNode }) {
  return <div className="dt-sentence">{children}</div>;
}

function InSentence({ form, name, label, children }: Blank & { children: ReactNode }) {
  const id = fieldId(name);
  const error = form.errors[name];
  return (
    <span className={`dt-sentence__blank${error ? " dt-sentence__blank--error" : ""}`}>
      <label className="dt-sentence__label" htmlFor={id}>
        {label}
      </label>
      {error ? (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {error}
        </span>
      ) : null}
      {children}
    </span>
  );
}

const wrong = (form: RuleFormState, name: string) =>
  form.errors[name] ? { "aria-invalid": true, "aria-describedby": `${fieldId(name)}-error` } : {};

/** A box in the sentence. `size` is how many characters it shows. */
export function BlankText({
  size = 5,
  sign,
  numeric = false,
  ...blank
}: Blank & { size?: number; sign?: string; numeric?: boolean }) {
  const { form, name } = blank;
  return (
    <InSentence {...blank}>
      {sign ? <span aria-hidden="true">{sign}</span> : null}
      <input
        className={`nhsuk-input${form.errors[name] ? " nhsuk-input--error" : ""}`}
        id={fieldId(name)}
        name={name}
        type="text"
        size={size}
        inputMode={numeric ? "decimal" : undefined}
        autoComplete="off"
        spellCheck={false}
        defaultValue={form.values[name] ?? ""}
        {...wrong(form, name)}
      />
    </InSentence>
  );
}

/** A sum in pounds in the sentence. */
export function BlankMoney(blank: Blank & { size?: number }) {
  return <BlankText size={9} sign="£" numeric {...blank} />;
}

/** A choice in the sentence. `empty` is shown while nothing is chosen. */
export function BlankSelect({
  options,
  empty,
  usual,
  ...blank
}: Blank & { options: readonly Option[]; empty?: string; usual?: string }) {
  const { form, name } = blank;
  const value = form.values[name] ?? usual ?? "";
  const known = value === "" || options.some((option) => option.value === value);
  return (
    <InSentence {...blank}>
      <select
        className={`nhsuk-select${form.errors[name] ? " nhsuk-select--error" : ""}`}
        id={fieldId(name)}
        name={name}
        defaultValue={value}
        {...wrong(form, name)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {known ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </InSentence>
  );
}

/** Who pays. */
export function BlankPayer({
  form,
  name = "payer",
  label = "Who pays",
}: {
  form: RuleFormState;
  name?: string;
  label?: string;
}) {
  return (
    <BlankSelect form={form} name={name} label={label} options={form.choices.payers} empty="Choose who" />
  );
}

/** Options as boxes to tick, each with a name of its own; what is stored and not offered stays and is shown too. */
export function TickBoxes({
  form,
  name,
  legend,
  options,
}: {
  form: RuleFormState;
  name: string;
  legend: string;
  options: readonly Option[];
}) {
  const id = fieldId(name);
  const error = form.errors[name];
  const ticked = Object.keys(form.values)
    .filter((key) => key.startsWith(`${name}.`) && form.values[key] !== "")
    .map((key) => key.slice(name.length + 1));
  const others = ticked.filter((value) => !options.some((option) => option.value === value));
  const shown = [...options, ...others.map((value) => ({ value, label: value }))];
  return (
    <TickGroup id={id} legend={legend} error={error}>
      {shown.map((option) => (
        <TickBox
          key={option.value}
          name={`${name}.${option.value}`}
          value="yes"
          label={option.label}
          checked={ticked.includes(option.value)}
        />
      ))}
    </TickGroup>
  );
}

export function TickGroup({
  id,
  legend,
  error,
  children,
}: {
  id: string;
  legend: string;
  error?: string;
  children: ReactNode;
}) {
  return (
    <div className={`nhsuk-form-group${error ? " nhsuk-form-group--error" : ""}`}>
      <fieldset
        className="nhsuk-fieldset"
        id={id}
        tabIndex={-1}
        aria-describedby={error ? `${id}-error` : undefined}
      >
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{legend}</legend>
        {error ? (
          <span className="nhsuk-error-message" id={`${id}-error`}>
            <span className="nhsuk-u-visually-hidden">Error:</span> {error}
          </span>
        ) : null}
        <div className="nhsuk-checkboxes nhsuk-checkboxes--small dt-ticks" data-module="nhsuk-checkboxes">
          {children}
        </div>
      </fieldset>
    </div>
  );
}

export function TickBox({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: string;
  checked: boolean;
}) {
  const id = `tick-${fieldId(name)}`;
  return (
    <div className="nhsuk-checkboxes__item">
      <input
        className="nhsuk-checkboxes__input"
        id={id}
        name={name}
        type="checkbox"
        value={value}
        defaultChecked={checked}
      />
      <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}
