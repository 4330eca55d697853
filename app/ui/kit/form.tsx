import { createContext, useContext, type FormHTMLAttributes, type ReactNode } from "react";
import type { ProblemText } from "~/domain/shared/problem";
import type { Seen } from "~/domain/shared/seen";
import type { FormState } from "~/web/forms/form-state";

export type { FormState };

/** The props that every field shares. `hint` and `error` are tied to the input with aria-describedby. */
export interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** What was typed, or what is stored. The field keeps it. */
  value?: string;
  /** Makes the label or legend the h1 of a page that asks one question. */
  isPageHeading?: boolean;
  labelSize?: "s" | "m" | "l" | "xl";
}

/** The id of a field, from its name: "lines[0].quantity" becomes "lines-0-quantity". */
export function fieldId(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]+/g, "-").replace(/-+$/, "");
}

/** Binds a form state to its fields: `const field = fields(state)`, then `<TextField {...field("title")} label=… />`. */
export function fields(state: FormState | null | undefined, stored: Record<string, string | undefined> = {}) {
  return (name: string): { name: string; value?: string; error?: string } => {
    const typed = state?.values[name];
    const value = Array.isArray(typed) ? typed[0] : typed;
    return { name, value: value ?? stored[name], error: state?.errors[name] };
  };
}

/** True when the state holds an error; for `pageTitle(title, hasErrors(state))`. */
export function hasErrors(state: FormState | null | undefined): boolean {
  return state?.problem !== undefined || Object.keys(state?.errors ?? {}).length > 0;
}

/** Set by root to the request id of the page, so that each page sent carries its own idempotency token. */
export const FormTokenContext = createContext<string | undefined>(undefined);

/**
 * A form that posts, leaves checking to the server, and carries a hidden `_token`: the same page sent twice has
 * the same token, so that an action can happen once. `token` overrides the page's own.
 */
export function Form({
  children,
  token,
  method = "post",
  ...rest
}: { children: ReactNode; token?: string } & Omit<
  FormHTMLAttributes<HTMLFormElement>,
  "noValidate" | "style"
>) {
  const pageToken = useContext(FormTokenContext);
  const shown = token ?? pageToken;
  return (
    <form method={method} noValidate {...rest}>
      {method === "post" && shown ? <input type="hidden" name="_token" value={shown} /> : null}
      {children}
    </form>
  );
}

/**
 * What the form shows of what is stored, by the words of its fields. It comes back with the form: an action that asks for
 * it (`seen`) refuses to save over somebody else's change that the page had not shown.
 */
export function SeenField({ seen, state }: { seen: Seen; state: FormState | null }) {
  const kept = state?.values._seen;
  return <input type="hidden" name="_seen" value={typeof kept === "string" ? kept : JSON.stringify(seen)} />;
}

/**
 * The number of the picture that the page shows of what is stored, for actions that refuse an older one. A form that comes
 * back with an error keeps the number that it had: what somebody else saved in the meantime has not been looked at.
 */
export function ShownCount({ name, value, state }: { name: string; value: number; state: FormState | null }) {
  const kept = state?.values[name];
  return <input type="hidden" name={name} value={typeof kept === "string" ? kept : value} />;
}

/** All errors at the top of the page, each a link to its field, and the rule that refused it. Nothing without any. */
export function ErrorSummary({
  errors,
  problem,
  title = "There is a problem",
  hrefs = {},
}: {
  errors?: Record<string, string>;
  problem?: ProblemText;
  title?: string;
  /** Where an error points when not to the field of its name. */
  hrefs?: Record<string, string>;
}) {
  const entries = Object.entries(errors ?? {});
  if (entries.length === 0 && !problem) return null;
  return (
    <div className="nhsuk-error-summary" data-module="nhsuk-error-summary" tabIndex={-1}>
      <div role="alert">
        <h2 className="nhsuk-error-summary__heading">{problem?.title ?? title}</h2>
        <div className="nhsuk-error-summary__body">
          {problem?.detail ? <p>{problem.detail}</p> : null}
          {problem?.rule ? <p>The rule: {problem.rule}</p> : null}
          {problem?.next ? (
            <p>
              <a href={problem.next.href}>{problem.next.label}</a>
            </p>
          ) : null}
          {entries.length > 0 ? (
            <ul className="nhsuk-list nhsuk-error-summary__list">
              {entries.map(([name, message]) => (
                <li key={name}>
                  <a href={hrefs[name] ?? `#${fieldId(name)}`}>{message}</a>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** Groups fields under one legend. For radios, checkboxes and dates use their own components. */
export function Fieldset({
  legend,
  size = "m",
  hint,
  isPageHeading = false,
  children,
}: {
  legend: ReactNode;
  size?: "s" | "m" | "l" | "xl";
  hint?: ReactNode;
  isPageHeading?: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset className="nhsuk-fieldset dt-fieldset">
      <Legend size={size} isPageHeading={isPageHeading}>
        {legend}
      </Legend>
      {hint ? <p className="nhsuk-hint">{hint}</p> : null}
      {children}
    </fieldset>
  );
}

/** The legend of a group; also used by the choice and date fields. */
export function Legend({
  children,
  size,
  isPageHeading = false,
}: {
  children: ReactNode;
  size?: "s" | "m" | "l" | "xl";
  isPageHeading?: boolean;
}) {
  return (
    <legend className={`nhsuk-fieldset__legend${size ? ` nhsuk-fieldset__legend--${size}` : ""}`}>
      {isPageHeading ? <h1 className="nhsuk-fieldset__heading">{children}</h1> : children}
    </legend>
  );
}

/** Sends the form. Ignores a second click within a second when script runs; the token does so without. */
export function SubmitButton({
  children,
  variant = "primary",
  small = false,
  name,
  value,
  formAction,
}: {
  children: ReactNode;
  variant?: "primary" | "secondary" | "warning";
  small?: boolean;
  name?: string;
  value?: string;
  formAction?: string;
}) {
  return (
    <button
      className={`nhsuk-button${variant === "primary" ? "" : ` nhsuk-button--${variant}`}${small ? " nhsuk-button--small" : ""}`}
      data-module="nhsuk-button"
      data-prevent-double-click="true"
      type="submit"
      name={name}
      value={value}
      formAction={formAction}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button, for going on without changing anything. */
export function ButtonLink({
  href,
  children,
  variant = "primary",
}: {
  href: string;
  children: ReactNode;
  variant?: "primary" | "secondary";
}) {
  return (
    <a
      className={`nhsuk-button${variant === "primary" ? "" : " nhsuk-button--secondary"}`}
      data-module="nhsuk-button"
      href={href}
    >
      {children}
    </a>
  );
}

/** Buttons and links in one row, the main one first. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="nhsuk-button-group">{children}</div>;
}
