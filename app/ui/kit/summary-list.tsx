import type { ReactNode } from "react";

export interface SummaryRow {
  key: string;
  label: ReactNode;
  value: ReactNode;
  /** Where to change it, and what is changed for those who hear the link alone. */
  change?: { href: string; what: string; label?: string };
}

/** Facts by name: what a thing is, or the answers to check before a binding step. */
export function SummaryList({
  rows,
  heading,
  headingLevel = 2,
  changeHref,
}: {
  rows: readonly SummaryRow[];
  /** Puts the list in a card with this heading. */
  heading?: string;
  headingLevel?: 2 | 3;
  /** One change link for the whole card. */
  changeHref?: string;
}) {
  const hasActions = rows.some((row) => row.change);
  const list = (
    <dl className={`nhsuk-summary-list${heading ? " nhsuk-summary-list--no-last-row-border" : ""}`}>
      {rows.map((row) => (
        <Row key={row.key} row={row} hasActions={hasActions} />
      ))}
    </dl>
  );
  if (!heading) return list;
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="nhsuk-card dt-summary-card">
      <div className="nhsuk-card__content">
        <div className="dt-summary-card__head">
          <Heading className="nhsuk-heading-m">{heading}</Heading>
          {changeHref ? (
            <a href={changeHref}>
              Change<span className="nhsuk-u-visually-hidden"> {heading.toLowerCase()}</span>
            </a>
          ) : null}
        </div>
        {list}
      </div>
    </div>
  );
}

function Row({ row, hasActions }: { row: SummaryRow; hasActions: boolean }) {
  const bare = hasActions && !row.change;
  return (
    <div className={`nhsuk-summary-list__row${bare ? " nhsuk-summary-list__row--no-actions" : ""}`}>
      <dt className="nhsuk-summary-list__key">{row.label}</dt>
      <dd className="nhsuk-summary-list__value">{row.value}</dd>
      {row.change ? (
        <dd className="nhsuk-summary-list__actions">
          <a href={row.change.href}>
            {row.change.label ?? "Change"}
            <span className="nhsuk-u-visually-hidden"> {row.change.what}</span>
          </a>
        </dd>
      ) : null}
    </div>
  );
}
