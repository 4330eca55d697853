import { addDays, daysBetween, formatDay, type Day } from "~/domain/shared/day";

/** A decision's result, as the status needs it. */
export interface CertificateFacts {
  number: string;
  standardId: string;
  standardVersionId: string;
  validFrom: Day;
  /** The last day on which it counts; null when it has no calendar expiry. */
  validTo: Day | null;
}

export type CertificateEventKind = "suspended" | "reinstated" | "withdrawn";

/** Something that happened to a certificate. `sequence` puts events of one day in order. */
export interface CertificateEvent {
  kind: CertificateEventKind;
  effectiveOn: Day;
  reason: string;
  sequence: number;
}

export interface StandardVersion {
  id: string;
  standardId: string;
  version: string;
  effectiveFrom: Day;
  /** From the day after, certificates of earlier versions are superseded. */
  complyBy: Day | null;
  /** The last day on which the version may be used. */
  retiredOn: Day | null;
  validityMonths: number | null;
}

/** A condition of an approval; unmet after its due date, the certificate stops counting. */
export interface WorkOffCondition {
  text: string;
  dueOn: Day;
  metOn: Day | null;
}

/** A suspension or withdrawal that is entered and lies ahead; `from` is the first day of not counting. */
export interface ComingEnd {
  kind: "suspended" | "withdrawn";
  from: Day;
}

/** What a certificate that counts has beside its dates: conditions that are open, and what ends it before its last day. */
interface Counting {
  openConditions: WorkOffCondition[];
  ends?: ComingEnd;
}

/** Derived from dates and never stored (product.md, section 4). `since` is the first day of not counting. */
export type CertificateStatus =
  | ({ kind: "valid"; daysLeft: number | null } & Counting)
  | ({ kind: "expiring"; daysLeft: number; within: 30 | 90 } & Counting)
  | { kind: "expired"; since: Day }
  | { kind: "suspended"; since: Day; reason: string }
  | { kind: "withdrawn"; since: Day; reason: string }
  | { kind: "superseded"; since: Day; byVersion: string; byVersionId: string }
  | { kind: "condition-not-met"; since: Day; condition: string }
  | { kind: "not-yet-valid"; from: Day };

/** Notices go at these distances from the last day (product.md, section 4). */
export const EXPIRING_DAYS = 90;
export const EXPIRING_SOON_DAYS = 30;

function deciding(events: readonly CertificateEvent[], on: Day): CertificateEvent | null {
  const past = events
    .filter((event) => event.effectiveOn <= on)
    .sort((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.sequence - b.sequence : a.effectiveOn < b.effectiveOn ? -1 : 1,
    );
  // A withdrawal is final: nothing recorded after it brings the certificate back.
  return past.find((event) => event.kind === "withdrawn") ?? past.at(-1) ?? null;
}

/** The first suspension or withdrawal after a day that ends a certificate before its last day does, or null. */
function comingEnd(
  { validTo }: CertificateFacts,
  events: readonly CertificateEvent[],
  on: Day,
): ComingEnd | null {
  const ahead = events.flatMap(({ effectiveOn }) => {
    if (effectiveOn <= on || (validTo !== null && effectiveOn > validTo)) return [];
    // What is suspended and reinstated on one day goes on counting.
    const kind = deciding(events, effectiveOn)!.kind;
    return kind === "reinstated" ? [] : [{ kind, from: effectiveOn }];
  });
  ahead.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return ahead[0] ?? null;
}

/** The newer version of the same standard whose date to comply by has passed first, or null. */
export function supersededBy(
  certificate: CertificateFacts,
  versions: readonly StandardVersion[],
  on: Day,
): StandardVersion | null {
  const own = versions.find((version) => version.id === certificate.standardVersionId);
  if (!own) return null;
  const newer = versions.filter(
    (version) =>
      version.standardId === own.standardId &&
      version.effectiveFrom > own.effectiveFrom &&
      version.complyBy !== null &&
      version.complyBy < on,
  );
  newer.sort((a, b) => (a.complyBy! < b.complyBy! ? -1 : 1));
  return newer[0] ?? null;
}

/**
 * What a certificate is worth on a day. When several things are wrong with it, the one that is hardest to
 * mend is named: withdrawn, not yet valid, expired, suspended, superseded, condition not met. The last day is
 * inclusive: a certificate counts on it.
 */
export function certificateStatus(
  certificate: CertificateFacts,
  events: readonly CertificateEvent[],
  versions: readonly StandardVersion[],
  conditions: readonly WorkOffCondition[],
  on: Day,
): CertificateStatus {
  const event = deciding(events, on);
  if (event?.kind === "withdrawn") {
    return { kind: "withdrawn", since: event.effectiveOn, reason: event.reason };
  }
  if (on < certificate.validFrom) return { kind: "not-yet-valid", from: certificate.validFrom };
  if (certificate.validTo !== null && certificate.validTo < on) {
    return { kind: "expired", since: addDays(certificate.validTo, 1) };
  }
  if (event?.kind === "suspended") {
    return { kind: "suspended", since: event.effectiveOn, reason: event.reason };
  }
  const newer = supersededBy(certificate, versions, on);
  if (newer) {
    return {
      kind: "superseded",
      since: addDays(newer.complyBy!, 1),
      byVersion: newer.version,
      byVersionId: newer.id,
    };
  }
  const open = conditions.filter((condition) => condition.metOn === null || condition.metOn > on);
  open.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const late = open.find((condition) => condition.dueOn < on);
  if (late) return { kind: "condition-not-met", since: addDays(late.dueOn, 1), condition: late.text };
  const ends = comingEnd(certificate, events, on);
  const counting: Counting = { openConditions: open, ...(ends ? { ends } : {}) };
  if (certificate.validTo === null) return { kind: "valid", daysLeft: null, ...counting };
  const daysLeft = daysBetween(on, certificate.validTo);
  if (daysLeft > EXPIRING_DAYS) return { kind: "valid", daysLeft, ...counting };
  return {
    kind: "expiring",
    daysLeft,
    within: daysLeft <= EXPIRING_SOON_DAYS ? EXPIRING_SOON_DAYS : EXPIRING_DAYS,
    ...counting,
  };
}

/** True when a certificate of this status meets its standard. */
export function counts(
  status: CertificateStatus,
): status is Extract<CertificateStatus, { kind: "valid" | "expiring" }> {
  return status.kind === "valid" || status.kind === "expiring";
}

/**
 * The last day on which a certificate counts, as far as is known: that of its dates, or the day before it is suspended or
 * withdrawn, where that is sooner. Null without an end.
 */
export function lastCountingDay(status: CertificateStatus, validTo: Day | null): Day | null {
  const from = status.kind === "withdrawn" ? status.since : counts(status) ? status.ends?.from : undefined;
  if (from === undefined) return validTo;
  const before = addDays(from, -1);
  return validTo === null || before < validTo ? before : validTo;
}

/** A status as lists show and filter it: one that is valid with an open condition is apart from the others. */
export type ShownStatus = CertificateStatus["kind"] | "valid-with-conditions";

/** The status under which a certificate is shown and found: that of its word. */
export function shownStatus(status: CertificateStatus): ShownStatus {
  return status.kind === "valid" && status.openConditions.length > 0 ? "valid-with-conditions" : status.kind;
}

/** The word of a status, for a tag; its colour follows from the word. */
export function statusWord(status: CertificateStatus): string {
  const words = shownStatus(status).replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** One plain sentence about the status, without the name of the standard. */
export function statusSentence(status: CertificateStatus, validTo: Day | null): string {
  if (counts(status) && status.ends) {
    const { kind, from } = status.ends;
    if (kind === "suspended") return `Valid; suspended from ${formatDay(from)}.`;
    return `Valid until ${formatDay(addDays(from, -1))}: it is withdrawn from ${formatDay(from)}.`;
  }
  switch (status.kind) {
    case "valid":
      return validTo === null ? "Valid, with no end date." : `Valid until ${formatDay(validTo)}.`;
    case "expiring":
      return status.daysLeft === 0
        ? "Today is its last day."
        : `Ends on ${formatDay(validTo!)}, in ${days(status.daysLeft)}.`;
    case "expired":
      return `Expired on ${formatDay(addDays(status.since, -1))}.`;
    case "suspended":
      return `Suspended since ${formatDay(status.since)}: ${status.reason}`;
    case "withdrawn":
      return `Withdrawn on ${formatDay(status.since)}: ${status.reason}`;
    case "superseded":
      return `Superseded since ${formatDay(status.since)}: version ${status.byVersion} of the standard had to be met by the day before.`;
    case "condition-not-met":
      return `Has not counted since ${formatDay(status.since)}, because a condition was not met: ${status.condition}`;
    case "not-yet-valid":
      return `Starts on ${formatDay(status.from)}.`;
  }
}

/** A status as pages say it: its word, its sentence and the last day on which the certificate counts. */
export const saidOf = (status: CertificateStatus, validTo: Day | null) => ({
  word: statusWord(status),
  sentence: statusSentence(status, validTo),
  lastDay: lastCountingDay(status, validTo),
});
