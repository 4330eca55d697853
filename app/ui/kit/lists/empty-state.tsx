import type { ReactNode } from "react";

/**
 * A list without entries: what would be here, and how to make the first one. Where words were looked for, only that nothing
 * holds them: what the list has without them is not known here.
 */
export function EmptyState({
  heading,
  children,
  action,
  level = 2,
  words = "",
}: {
  heading: string;
  children: ReactNode;
  action?: { label: string; href: string };
  level?: 2 | 3;
  /** What was looked for; empty when nothing was. */
  words?: string;
}) {
  const Heading = `h${level}` as const;
  if (words !== "") {
    return (
      <div className="dt-empty">
        <Heading className="nhsuk-heading-s">Nothing here holds “{words}”</Heading>
        <div className="dt-empty__text">
          <p>Change the words above, or show all.</p>
        </div>
      </div>
    );
  }
  return (
    <div className="dt-empty">
      <Heading className="nhsuk-heading-s">{heading}</Heading>
      <div className="dt-empty__text">{children}</div>
      {action ? (
        <p>
          <a href={action.href}>{action.label}</a>
        </p>
      ) : null}
    </div>
  );
}
