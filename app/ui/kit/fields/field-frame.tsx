import type { ReactNode } from "react";
import { fieldId, type FieldProps } from "../form";

/** The ids in aria-describedby for a field: hint, error, then others. Undefined when there are none. */
export function describedBy(
  { name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">,
  ...others: (string | undefined)[]
): string | undefined {
  const id = fieldId(name);
  const ids = [...others, hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** The hint and the error of a field, with the ids that `describedBy` names. */
export function HintAndError({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">) {
  const id = fieldId(name);
  return (
    <>
      {hint ? (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {error}
        </span>
      ) : null}
    </>
  );
}

/** Group with label, hint and error around one input. The page's own fields are made of it; pages use those. */
export function FieldFrame({
  field,
  className = "",
  module,
  data = {},
  children,
}: {
  field: FieldProps;
  className?: string;
  module?: string;
  data?: Record<`data-${string}`, string>;
  children: ReactNode;
}) {
  const { name, label, labelSize, isPageHeading } = field;
  const tag = (
    <label className={`nhsuk-label${labelSize ? ` nhsuk-label--${labelSize}` : ""}`} htmlFor={fieldId(name)}>
      {label}
    </label>
  );
  return (
    <div
      className={`nhsuk-form-group${field.error ? " nhsuk-form-group--error" : ""}${className ? ` ${className}` : ""}`}
      data-module={module}
      {...data}
    >
      {isPageHeading ? <h1 className="nhsuk-label-wrapper">{tag}</h1> : tag}
      <HintAndError {...field} />
      {children}
    </div>
  );
}
