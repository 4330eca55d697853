import { FieldFrame, describedBy } from "./field-frame";
import { fieldId, type FieldProps } from "../form";

type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30;
type InputMode = "text" | "numeric" | "decimal" | "email" | "tel" | "url";

interface InputProps extends FieldProps {
  width?: Width;
  type?: "text" | "email" | "tel" | "url" | "search" | "password";
  inputMode?: InputMode;
  autoComplete?: string;
  spellCheck?: boolean;
  prefix?: string;
  /** Shown behind the box; also read with the label, because the affix itself is hidden from readers. */
  suffix?: string;
}

/** One line of text. */
export function TextField(props: InputProps) {
  const { name, value, error, width, prefix, suffix, type = "text" } = props;
  const input = (
    <input
      className={`nhsuk-input${width ? ` nhsuk-input--width-${width}` : ""}${error ? " nhsuk-input--error" : ""}`}
      id={fieldId(name)}
      name={name}
      type={type}
      defaultValue={value}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete}
      spellCheck={props.spellCheck}
      aria-describedby={describedBy(props, suffix ? `${fieldId(name)}-unit` : undefined)}
      aria-invalid={error ? true : undefined}
    />
  );
  if (!prefix && !suffix) return <FieldFrame field={props}>{input}</FieldFrame>;
  return (
    <FieldFrame field={props}>
      <div className="nhsuk-input-wrapper">
        {prefix ? (
          <div className="nhsuk-input-wrapper__prefix" aria-hidden="true">
            {prefix}
          </div>
        ) : null}
        {input}
        {suffix ? (
          <div className="nhsuk-input-wrapper__suffix" id={`${fieldId(name)}-unit`} aria-hidden="true">
            {suffix}
          </div>
        ) : null}
      </div>
    </FieldFrame>
  );
}

/** A sum in pounds; reads "1,234.56" as `parsePence` does. */
export function MoneyField(props: FieldProps & { width?: Width }) {
  return (
    <TextField width={10} {...props} prefix="£" inputMode="decimal" spellCheck={false} autoComplete="off" />
  );
}

/** A whole number with its unit, for example "patients" or "months". */
export function NumberField(props: FieldProps & { unit?: string; width?: Width }) {
  const { unit, ...field } = props;
  return (
    <TextField width={5} {...field} suffix={unit} inputMode="numeric" spellCheck={false} autoComplete="off" />
  );
}

/** Several lines. With `maxLength` the count of characters left stands below and follows the typing. */
export function TextArea(props: FieldProps & { rows?: number; maxLength?: number }) {
  const { name, value, error, rows = 5, maxLength } = props;
  const id = fieldId(name);
  const area = (
    <textarea
      className={`nhsuk-textarea${maxLength ? " nhsuk-js-character-count" : ""}${error ? " nhsuk-textarea--error" : ""}`}
      id={id}
      name={name}
      rows={rows}
      defaultValue={value}
      aria-describedby={describedBy(props, maxLength ? `${id}-info` : undefined)}
      aria-invalid={error ? true : undefined}
    />
  );
  if (!maxLength) return <FieldFrame field={props}>{area}</FieldFrame>;
  return (
    <FieldFrame
      field={props}
      className="nhsuk-character-count"
      module="nhsuk-character-count"
      data={{ "data-maxlength": String(maxLength) }}
    >
      {area}
      <div className="nhsuk-hint nhsuk-character-count__message" id={`${id}-info`}>
        You can enter up to {maxLength.toLocaleString("en-GB")} characters
      </div>
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
}

/** A list of which one is chosen. For up to about seven options use Radios. */
export function Select(props: FieldProps & { options: readonly Option[]; emptyLabel?: string }) {
  const { name, value, error, options, emptyLabel } = props;
  return (
    <FieldFrame field={props}>
      <select
        className={`nhsuk-select${error ? " nhsuk-select--error" : ""}`}
        id={fieldId(name)}
        name={name}
        defaultValue={value ?? ""}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? true : undefined}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A file to upload; its form needs encType="multipart/form-data". `accept` as in HTML, for example ".csv". */
export function FileField(props: FieldProps & { accept?: string }) {
  const { name, accept } = props;
  return (
    <FieldFrame field={props} className="nhsuk-file-upload">
      <input
        className="nhsuk-file-upload__input"
        id={fieldId(name)}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={describedBy(props)}
      />
    </FieldFrame>
  );
}
