import type { ReactNode } from "react";
import { InsetText, WarningCallout as NhsWarningCallout } from "nhsuk-react-components";

/** Words that stand apart from the text around them: a rule, a quotation, a condition. */
export function Inset({ children }: { children: ReactNode }) {
  return <InsetText>{children}</InsetText>;
}

/** What a person must know before the next step, for example that signing binds the organisation. */
export function WarningCallout({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <NhsWarningCallout>
      <NhsWarningCallout.Heading>{heading}</NhsWarningCallout.Heading>
      {children}
    </NhsWarningCallout>
  );
}
