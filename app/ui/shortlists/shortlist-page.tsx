import type { ReactNode } from "react";
import {
  NEED_SERVICES,
  NEED_UNITS,
  serviceText,
  type NeedService,
  type NeedUnit,
} from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import { DayText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
import { WarningCallout } from "~/ui/kit/callouts";
import { listed } from "~/domain/shared/sentence";

export interface ShownNeed {
  id: string;
  need: string;
  lotName: string | null;
  frameworkName: string | null;
  quantities: Record<string, string>;
  termMonths: number;
  startsOn: Day;
}

/** "9,500 registered patients, 40 users and 10 days of implementation" */
export function quantitiesText(quantities: Record<string, string>): string {
  const parts = Object.entries(quantities).map(([unit, quantity]) => {
    if (Object.hasOwn(NEED_SERVICES, unit)) return serviceText(unit as NeedService, BigInt(quantity));
    const words = NEED_UNITS[unit as NeedUnit]?.label.toLowerCase() ?? unit;
    return `${quantity.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",")} ${words}`;
  });
  return parts.length > 0 ? listed(parts) : "Not entered yet";
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
