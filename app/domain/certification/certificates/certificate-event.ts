import { addMonths, formatDay, type Day } from "~/domain/shared/day";
import type { CertificateEventKind } from "./certificate";

/** Who decides that a certificate is suspended, reinstated or withdrawn. A supplier only withdraws its own. */
export const EVENT_BODIES = ["centre", "regulator", "supplier"] as const;
export type EventBody = (typeof EVENT_BODIES)[number];

export const MOST_REGULATOR_NAME = 200;

/** How far ahead an event may be dated, in months: a decision that is announced, and no slip of a digit. */
const AHEAD_MONTHS = 12;

/**
 * What is wrong with the first day of an event, as an error beside its field; null when nothing is. It lies neither before the
 * certificate's first day nor before the event before it, for what happened is not told anew; at most a year ahead; and, when it is
 * ahead, not after the last day on which the certificate counts anyway.
 */
export function effectiveDayFault(
  on: Day,
  of: { validFrom: Day; validTo: Day | null; lastEventOn: Day | null; today: Day },
): string | null {
  const { validFrom, validTo, lastEventOn, today } = of;
  if (on < validFrom)
    return `The first day must be on or after ${formatDay(validFrom)}, the first day of the certificate`;
  if (lastEventOn !== null && on < lastEventOn)
    return `The first day must be on or after ${formatDay(lastEventOn)}, the day of the event before`;
  if (on <= today) return null;
  const latest = addMonths(today, AHEAD_MONTHS);
  if (on > latest) return `The first day must be on or before ${formatDay(latest)}, a year from today`;
  if (validTo !== null && on > validTo)
    return `The first day must be on or before ${formatDay(validTo)}, the last day of the certificate`;
  return null;
}

/** Whether an event was entered on its own day: told after it, or before it. Both are said on the public history. */
export function enteredWhen(effectiveOn: Day, enteredOn: Day): "late" | "ahead" | null {
  if (enteredOn > effectiveOn) return "late";
  return enteredOn < effectiveOn ? "ahead" : null;
}

/** Who decided, as a sentence says it: "the centre", "the Care Quality Commission", "its supplier, Alder Systems". */
export function bodyWords(of: {
  body: EventBody;
  regulatorName: string | null;
  supplierName: string;
}): string {
  if (of.body === "regulator") return of.regulatorName ?? "a regulator";
  return of.body === "supplier" ? `its supplier, ${of.supplierName}` : "the centre";
}

/** "was suspended on 1 December 2026", "will be withdrawn on 1 January 2027 by its supplier, Alder Systems". */
export function eventWords(of: {
  kind: CertificateEventKind;
  on: Day;
  today: Day;
  body: EventBody;
  regulatorName: string | null;
  supplierName: string;
}): string {
  const by = of.body === "centre" ? "" : ` by ${bodyWords(of)}`;
  return `${of.on > of.today ? "will be" : "was"} ${of.kind} on ${formatDay(of.on)}${by}`;
}

/** What ended a regulator's suspension, as the public history says it; null for every other event. */
export function liftingWords(event: {
  regulatorReference: string | null;
  regulatorDecidedOn: Day | null;
  regulatorLifted: boolean;
}): string | null {
  if (event.regulatorReference !== null && event.regulatorDecidedOn !== null)
    return `By its decision ${event.regulatorReference} of ${formatDay(event.regulatorDecidedOn)}.`;
  return event.regulatorLifted ? "It lifted the suspension." : null;
}

/** An entry of a certificate's history, in the order of its days. */
export interface HistoryEntry {
  kind: "granted" | CertificateEventKind | "superseded" | "expired";
  on: Day;
  /** Who decided it; null for what follows from dates alone. */
  by: string | null;
  text: string | null;
  /** The day on which it was entered, where that is another day. */
  entered: { when: "late" | "ahead"; on: Day } | null;
  /** The event's own number, for what only the centre sees of it. */
  eventId: number | null;
}

export interface DatedEvent {
  sequence: number;
  kind: CertificateEventKind;
  effectiveOn: Day;
  reason: string;
  body: EventBody;
  regulatorName: string | null;
  underReview: boolean;
  /** Of a reinstatement of what a regulator suspended: its decision and the day of it, or that it lifted the suspension. */
  regulatorReference: string | null;
  regulatorDecidedOn: Day | null;
  regulatorLifted: boolean;
  recordedOn: Day;
}

/**
 * Everything that happened to a certificate, with what follows from dates until a day: granted, suspended, reinstated, withdrawn
 * (also while under review), superseded, expired. Nothing of it is ever edited; what was entered on another day says so.
 */
export function certificateHistory(
  certificate: { validFrom: Day; validTo: Day | null; issuedOn: Day; supplierName: string },
  events: readonly DatedEvent[],
  superseded: { on: Day; byVersion: string } | null,
  on: Day,
): HistoryEntry[] {
  const { validFrom, validTo, issuedOn, supplierName } = certificate;
  const granted: HistoryEntry = {
    kind: "granted",
    on: issuedOn,
    by: "the centre",
    text: issuedOn === validFrom ? null : `It counts from ${formatDay(validFrom)}.`,
    entered: null,
    eventId: null,
  };
  const told = events.map((event): HistoryEntry => {
    const when = enteredWhen(event.effectiveOn, event.recordedOn);
    return {
      kind: event.kind,
      on: event.effectiveOn,
      by: `${bodyWords({ ...event, supplierName })}${event.underReview ? ", while it was under review" : ""}`,
      text: [event.reason, liftingWords(event)].filter(Boolean).join(" "),
      entered: when && { when, on: event.recordedOn },
      eventId: event.sequence,
    };
  });
  const derived = (kind: "superseded" | "expired", day: Day, text: string): HistoryEntry[] =>
    day <= on ? [{ kind, on: day, by: null, text, entered: null, eventId: null }] : [];
  const entries = [
    granted,
    ...told,
    ...(superseded
      ? derived(
          "superseded",
          superseded.on,
          `Version ${superseded.byVersion} of the standard had to be met by the day before.`,
        )
      : []),
    ...(validTo === null ? [] : derived("expired", validTo, "This was its last day.")),
  ];
  // A stable sort: what happened on one day stays in the order in which it was told.
  return entries.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
