import type { ReactNode } from "react";

export interface DecidingFact {
  label: string;
  value: ReactNode;
}

/** One result: name, supplier, one line, the three facts that decide, and why it is here. */
export function ResultCard({
  name,
  href,
  supplier,
  summary,
  facts,
  why,
  actions,
  level = 2,
}: {
  name: string;
  href: string;
  supplier: ReactNode;
  summary: ReactNode;
  /** Verdict for the lot, price for the quantity, slot-together result. */
  facts: readonly DecidingFact[];
  /** Why it matched: "Matches care planning in its description". */
  why?: ReactNode;
  /** Small forms or links, for example "Add to shortlist". */
  actions?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <article className="dt-result">
      <div className="dt-result__main">
        <Heading className="dt-result__name">
          <a href={href}>{name}</a>
        </Heading>
        <p className="dt-result__supplier">{supplier}</p>
        <p className="dt-result__summary">{summary}</p>
        {why ? <p className="dt-result__why">{why}</p> : null}
      </div>
      <dl className="dt-result__facts">
        {facts.map((fact) => (
          <div className="dt-result__fact" key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {actions ? <div className="dt-result__actions">{actions}</div> : null}
    </article>
  );
}
