import type { ReactNode } from "react";
import { InsetText, WarningCallout as NhsWarningCallout } from "nhsuk-react-components";

/** Words that stand apart from the text around them: a rule, a quotation, a condition. */
export function Inset({ children }: { children: ReactNode }) {
  return <InsetText>{children}</InsetText>;
}

/** What a person must know before the next step, for example that signing binds the organisation. */
export function WarningCallout({
  heading,
  level = 2,
  children,
}: {
  heading: string;
  /** 3 inside a part of the page that has a heading of its own. */
  level?: 2 | 3;
  children: ReactNode;
}) {
  return (
    <NhsWarningCallout>
      <NhsWarningCallout.Heading headingLevel={`h${level}`}>{heading}</NhsWarningCallout.Heading>
      {children}
    </NhsWarningCallout>
  );
}
