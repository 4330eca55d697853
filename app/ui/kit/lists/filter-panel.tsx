import { Fragment, type ReactNode } from "react";

export interface FilterChip {
  /** What the filter is and its value: "Care setting: GP practice". */
  label: string;
  /** The page without this filter. */
  removeHref: string;
}

/**
 * A list with its filters: the column on the left (folded behind one button on a narrow screen), and on the right
 * the sentence that says what is shown, the chips to remove filters, and the results.
 */
export function FilteredList({
  filters,
  sentence,
  chips,
  clearHref,
  children,
}: {
  filters: ReactNode;
  sentence: ReactNode;
  chips: readonly FilterChip[];
  clearHref: string;
  children: ReactNode;
}) {
  return (
    <div className="dt-filtered">
      <div className="dt-filtered__filters">{filters}</div>
      <section className="dt-filtered__results" aria-labelledby="results-heading">
        <h2 className="nhsuk-u-visually-hidden" id="results-heading">
          Results
        </h2>
        <p className="dt-filtered__sentence">{sentence}</p>
        <Chips chips={chips} clearHref={clearHref} />
        {children}
      </section>
    </div>
  );
}

/** The filters in use; each goes away by a click. */
export function Chips({ chips, clearHref }: { chips: readonly FilterChip[]; clearHref: string }) {
  if (chips.length === 0) return null;
  return (
    <ul className="dt-chips" aria-label="Filters in use">
      {chips.map((chip) => (
        <li key={chip.label}>
          <a className="dt-chip" href={chip.removeHref}>
            <span className="nhsuk-u-visually-hidden">Remove filter </span>
            {chip.label}
            <span className="dt-chip__cross" aria-hidden="true">
              ×
            </span>
          </a>
        </li>
      ))}
      <li>
        <a className="dt-chips__clear" href={clearHref}>
          Clear all filters
        </a>
      </li>
    </ul>
  );
}

/**
 * The filter form. Sends by GET, so that the state is the address. `inUse` counts the filters in use and is said
 * on the folded button.
 */
export function FilterPanel({
  action,
  inUse = 0,
  children,
  keep = {},
}: {
  action: string;
  inUse?: number;
  children: ReactNode;
  /** Other parts of the address that stay, for example the sort order. */
  keep?: Record<string, string>;
}) {
  return (
    <details className="dt-filters">
      <summary className="dt-filters__summary">Filters{inUse > 0 ? ` (${inUse} in use)` : ""}</summary>
      <form className="dt-filters__form" action={action} method="get" noValidate aria-label="Filters">
        {Object.entries(keep).map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name} />
        ))}
        {children}
        <button className="nhsuk-button dt-filters__apply" type="submit">
          Apply filters
        </button>
      </form>
    </details>
  );
}

/** A group of filters with its own fold; open when one of them is in use. */
export function FilterGroup({
  heading,
  open = false,
  children,
}: {
  heading: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="dt-filter-group" open={open}>
      <summary className="dt-filter-group__summary">{heading}</summary>
      <div className="dt-filter-group__body">{children}</div>
    </details>
  );
}

export interface Facet {
  value: string;
  label: string;
  /** Rows that would be shown. */
  count?: number;
  /** Heading above this one and those after it, where it differs from the one before. */
  group?: string;
}

/** Tick boxes with counts; long lists scroll. */
export function FacetChoices({
  name,
  legend,
  facets,
  chosen,
}: {
  name: string;
  legend: string;
  facets: readonly Facet[];
  chosen: readonly string[];
}) {
  return (
    <fieldset className="nhsuk-fieldset dt-facets">
      <legend className="nhsuk-u-visually-hidden">{legend}</legend>
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small dt-facets__list">
        {facets.map((facet, index) => {
          const id = `${name}-${facet.value}`.replace(/[^a-zA-Z0-9_-]+/g, "-");
          const opensGroup = facet.group !== undefined && facet.group !== facets[index - 1]?.group;
          return (
            <Fragment key={facet.value}>
              {opensGroup ? <p className="dt-facets__group">{facet.group}</p> : null}
              <div className="nhsuk-checkboxes__item">
                <input
                  className="nhsuk-checkboxes__input"
                  id={id}
                  name={name}
                  type="checkbox"
                  value={facet.value}
                  defaultChecked={chosen.includes(facet.value)}
                />
                <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
                  {facet.label}
                  {facet.count === undefined ? null : (
                    <span className="dt-facets__count"> ({facet.count.toLocaleString("en-GB")})</span>
                  )}
                </label>
              </div>
            </Fragment>
          );
        })}
      </div>
    </fieldset>
  );
}
