import type { ReactNode } from "react";

/** A list without entries: what would be here, and how to make the first one. */
export function EmptyState({
  heading,
  children,
  action,
  level = 2,
}: {
  heading: string;
  children: ReactNode;
  action?: { label: string; href: string };
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
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
