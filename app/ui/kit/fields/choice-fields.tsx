import type { ReactNode } from "react";
import { HintAndError, describedBy } from "./field-frame";
import { Legend, fieldId, type FieldProps } from "../form";

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Fields that belong to this choice; always shown without script, folded with it. */
  conditional?: ReactNode;
  disabled?: boolean;
  /** Stands before the choice, usually "or". */
  divider?: string;
}

interface GroupProps extends Omit<FieldProps, "value"> {
  /** Where several groups on one page send the same name: sets them apart. */
  id?: string;
  choices: readonly Choice[];
  small?: boolean;
}

/** One of a few. The first choice carries the id of the field, so that the error summary can point to it. */
export function Radios({
  value,
  inline = false,
  ...props
}: GroupProps & { value?: string; inline?: boolean }) {
  const kind = `nhsuk-radios${props.small ? " nhsuk-radios--small" : ""}${inline ? " nhsuk-radios--inline" : ""}`;
  return (
    <Group field={props}>
      <div className={kind} data-module="nhsuk-radios">
        {props.choices.map((choice, index) => (
          <Item
            key={choice.value}
            kind="radio"
            name={props.name}
            idBase={props.id ?? props.name}
            index={index}
            choice={choice}
            checked={value === choice.value}
          />
        ))}
      </div>
    </Group>
  );
}

/** Any number of several. Sends the name once for each ticked box. */
export function Checkboxes({ values = [], ...props }: GroupProps & { values?: readonly string[] }) {
  return (
    <Group field={props}>
      <div
        className={`nhsuk-checkboxes${props.small ? " nhsuk-checkboxes--small" : ""}`}
        data-module="nhsuk-checkboxes"
      >
        {props.choices.map((choice, index) => (
          <Item
            key={choice.value}
            kind="checkbox"
            name={props.name}
            idBase={props.id ?? props.name}
            index={index}
            choice={choice}
            checked={values.includes(choice.value)}
          />
        ))}
      </div>
    </Group>
  );
}

function Group({ field, children }: { field: GroupProps; children: ReactNode }) {
  return (
    <div className={`nhsuk-form-group${field.error ? " nhsuk-form-group--error" : ""}`}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy(field)}>
        <Legend
          size={field.labelSize ?? (field.isPageHeading ? "l" : "s")}
          isPageHeading={field.isPageHeading}
        >
          {field.label}
        </Legend>
        <HintAndError {...field} />
        {children}
      </fieldset>
    </div>
  );
}

function Item({
  kind,
  name,
  idBase,
  index,
  choice,
  checked,
}: {
  kind: "radio" | "checkbox";
  name: string;
  idBase: string;
  index: number;
  choice: Choice;
  checked: boolean;
}) {
  const id = index === 0 ? fieldId(idBase) : `${fieldId(idBase)}-${index + 1}`;
  const block = kind === "radio" ? "nhsuk-radios" : "nhsuk-checkboxes";
  return (
    <>
      {choice.divider ? <div className={`${block}__divider`}>{choice.divider}</div> : null}
      <div className={`${block}__item`}>
        <input
          className={`${block}__input`}
          id={id}
          name={name}
          type={kind}
          value={choice.value}
          defaultChecked={checked}
          disabled={choice.disabled}
          aria-describedby={choice.hint ? `${id}-item-hint` : undefined}
        />
        <label className={`nhsuk-label ${block}__label`} htmlFor={id}>
          {choice.label}
        </label>
        {choice.hint ? (
          <div className={`nhsuk-hint ${block}__hint`} id={`${id}-item-hint`}>
            {choice.hint}
          </div>
        ) : null}
      </div>
      {/* Folded by CSS alone: nhsuk-frontend's script would put aria-expanded on a radio, which ARIA forbids. */}
      {choice.conditional ? (
        <div className={`${block}__conditional dt-conditional`}>{choice.conditional}</div>
      ) : null}
    </>
  );
}
