import type { ReactNode } from "react";

/** A box with a heading, for things of one kind side by side: the doors of the home page, a person to become. */
export function Card({
  heading,
  href,
  children,
  level = 2,
}: {
  heading: ReactNode;
  /** Makes the whole card a link. */
  href?: string;
  children?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={`nhsuk-card${href ? " nhsuk-card--clickable" : ""}`}>
      <div className="nhsuk-card__content">
        <Heading className="nhsuk-card__heading nhsuk-heading-m">
          {href ? (
            <a className="nhsuk-card__link" href={href}>
              {heading}
            </a>
          ) : (
            heading
          )}
        </Heading>
        {children}
      </div>
    </div>
  );
}

/** Cards in a row of two, three or four; under each other on a narrow screen. */
export function CardGroup({
  columns = 3,
  children,
}: {
  columns?: 2 | 3 | 4;
  children: readonly ReactNode[];
}) {
  const width = { 2: "one-half", 3: "one-third", 4: "one-quarter" }[columns];
  return (
    <ul className="nhsuk-grid-row nhsuk-card-group">
      {children.map((card, index) => (
        <li className={`nhsuk-grid-column-${width} nhsuk-card-group__item`} key={index}>
          {card}
        </li>
      ))}
    </ul>
  );
}

/** A figure with what it counts and as at when; for the few numbers that open a page. */
export function Figure({ value, label, asAt }: { value: ReactNode; label: ReactNode; asAt?: ReactNode }) {
  return (
    <div className="dt-figure">
      <p className="dt-figure__value">{value}</p>
      <p className="dt-figure__label">{label}</p>
      {asAt ? <p className="dt-figure__date">{asAt}</p> : null}
    </div>
  );
}
