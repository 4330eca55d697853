interface Step {
  href: string;
  /** Where it leads, for example "results 1 to 20". */
  label?: string;
}

/** Pages by key: only the one before and the one after, because nobody counts to page 37. */
export function Pagination({
  previous,
  next,
  label = "Pages",
}: {
  previous?: Step;
  next?: Step;
  label?: string;
}) {
  if (!previous && !next) return null;
  return (
    <nav className="nhsuk-pagination" aria-label={label}>
      <ul className="nhsuk-list nhsuk-pagination__list">
        {previous ? <Item step={previous} kind="previous" /> : null}
        {next ? <Item step={next} kind="next" /> : null}
      </ul>
    </nav>
  );
}

const ARROWS = {
  previous:
    "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z",
  next: "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z",
} as const;

function Item({ step, kind }: { step: Step; kind: "previous" | "next" }) {
  const short = kind === "previous" ? "prev" : "next";
  return (
    <li className={`nhsuk-pagination-item--${kind}`}>
      <a className={`nhsuk-pagination__link nhsuk-pagination__link--${short}`} href={step.href} rel={short}>
        <span className="nhsuk-pagination__title">
          {kind === "previous" ? "Previous" : "Next"}
          <span className="nhsuk-u-visually-hidden"> page</span>
        </span>
        {step.label ? (
          <>
            <span className="nhsuk-u-visually-hidden">:</span>
            <span className="nhsuk-pagination__page">{step.label}</span>
          </>
        ) : null}
        <svg
          className={`nhsuk-icon nhsuk-icon--arrow-${kind === "previous" ? "left" : "right"}`}
          xmlns="http://www.w3.org/2000/svg"
          viewBox="0 0 24 24"
          width="16"
          height="16"
          aria-hidden="true"
          focusable="false"
        >
          <path d={ARROWS[kind]} />
        </svg>
      </a>
    </li>
  );
}
