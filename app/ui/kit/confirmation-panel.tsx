import type { ReactNode } from "react";

/** The top of a confirmation page, its h1 included. Below it, the page says what happens next and when. */
export function ConfirmationPanel({
  title,
  reference,
  referenceLabel = "Reference",
}: {
  title: string;
  reference?: ReactNode;
  referenceLabel?: string;
}) {
  return (
    <div className="nhsuk-panel">
      <h1 className="nhsuk-panel__heading">{title}</h1>
      {reference ? (
        <div className="nhsuk-panel__body">
          {referenceLabel}
          <br />
          <strong>{reference}</strong>
        </div>
      ) : null}
    </div>
  );
}
