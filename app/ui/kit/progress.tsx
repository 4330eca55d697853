import type { ReactNode } from "react";

/**
 * Long work with its bar; `children` is a table of what was done so far. The route says how often the page asks
 * again: `handle = { refreshSeconds: (data) => (data.done ? null : 3) }`.
 */
export function Progress({
  id = "progress",
  label,
  done,
  total,
  unit = "rows",
  children,
}: {
  id?: string;
  label: ReactNode;
  done: number;
  /** Null while nobody knows yet. */
  total: number | null;
  unit?: string;
  children?: ReactNode;
}) {
  const count = (value: number) => value.toLocaleString("en-GB");
  const said = total === null ? `${count(done)} ${unit} so far` : `${count(done)} of ${count(total)} ${unit}`;
  return (
    <div className="dt-progress">
      <label className="dt-progress__label" htmlFor={`${id}-bar`}>
        {label}
      </label>
      <div id={`${id}-track`} data-live="">
        <progress
          className="dt-progress__bar"
          id={`${id}-bar`}
          value={total === null ? undefined : done}
          max={total ?? 1}
        >
          {said}
        </progress>
      </div>
      <output className="dt-progress__said" id={`${id}-said`} htmlFor={`${id}-bar`} data-live="">
        {said}
      </output>
      <div id={`${id}-table`} data-live="">
        {children}
      </div>
    </div>
  );
}
