import type { ReactNode } from "react";
import { isCountedKey, labelOf, nounOf } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import { DayText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
import { quantitiesText } from "./quantities-text";
import { fieldId } from "~/ui/kit/form";
import { quantityField } from "~/web/shortlists/need-field-names";
import { WarningCallout } from "~/ui/kit/callouts";

export interface ShownNeed {
  id: string;
  need: string;
  lotName: string | null;
  frameworkName: string | null;
  quantities: Record<string, string>;
  termMonths: number;
  startsOn: Day;
}

/** What is needed, with one link to change it while the shortlist is open. */
export function NeedSummary({
  shortlist,
  mayChange,
  heading = "What you need",
}: {
  shortlist: ShownNeed;
  mayChange: boolean;
  heading?: string;
}) {
  const change = (what: string, field: string) =>
    mayChange ? { href: `/buying/shortlists/${shortlist.id}/need#${field}`, what } : undefined;
  return (
    <SummaryList
      heading={heading}
      rows={[
        {
          key: "need",
          label: "Need",
          value: shortlist.need || "Not described",
          change: change("what you need", "need"),
        },
        {
          key: "lot",
          label: "Framework lot",
          value: shortlist.lotName ? `${shortlist.frameworkName}: ${shortlist.lotName}` : "Not chosen yet",
          change: change("the framework lot", "lotId"),
        },
        {
          key: "quantities",
          label: "How many",
          value: quantitiesText(shortlist.quantities),
          change: change("how many you need", "quantity-patient"),
        },
        {
          key: "term",
          label: "Term",
          value: `${shortlist.termMonths} month${shortlist.termMonths === 1 ? "" : "s"}`,
          change: change("the term", "termMonths"),
        },
        {
          key: "start",
          label: "Start",
          value: <DayText day={shortlist.startsOn} />,
          change: change("the start", "startsOn"),
        },
      ]}
    />
  );
}

/** What is no longer as it was on the day of the lock. Nothing when all is. */
export function ChangesSinceLock({ changes }: { changes: readonly string[] }) {
  if (changes.length === 0) return null;
  return (
    <WarningCallout heading="Something has changed since the lock">
      <ul>
        {changes.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        The evidence below stays as it was on the day of the lock. An award and an order go by what holds on
        their own day.
      </p>
    </WarningCallout>
  );
}

/** Links to the fields of the need that are still to be filled in for a price. Nothing when none is. */
export function QuantitiesAsked({ shortlistId, asks }: { shortlistId: string; asks: readonly string[] }) {
  if (asks.length === 0) return null;
  return (
    <ul>
      {asks.map((key) => (
        <li key={key}>
          <a href={`/buying/shortlists/${shortlistId}/need#${fieldId(quantityField(key))}`}>
            Enter the number of {isCountedKey(key) ? nounOf(key) : labelOf(key).toLowerCase()}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A list of what stands in the way, each a sentence that says what to do. */
export function InTheWay({ reasons, children }: { reasons: readonly string[]; children?: ReactNode }) {
  return (
    <WarningCallout heading="What stands in the way">
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {children}
    </WarningCallout>
  );
}
