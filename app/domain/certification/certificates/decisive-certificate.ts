import type { Day } from "~/domain/shared/day";
import { counts, type CertificateStatus } from "./certificate";
import { compareNumbers } from "~/domain/shared/document-number";

/** A certificate with its status on the day asked for. */
export interface Judged {
  number: string;
  validFrom: Day;
  validTo: Day | null;
  status: CertificateStatus;
}

/** Far end of time, so that a certificate without an end date sorts after every date. */
const NO_END = "9999-12-31";

/** How far a certificate goes towards meeting its standard: without conditions, with them, soon, or not. */
function rank({ status }: Judged): number {
  if (counts(status)) return status.openConditions.length === 0 ? 3 : 2;
  return status.kind === "not-yet-valid" ? 1 : 0;
}

/** The end of one that counts, or the day on which one stopped counting: the latest tells the story best. */
function turningPoint({ status, validTo }: Judged): string {
  return "since" in status ? status.since : (validTo ?? NO_END);
}

/** One that counts before one that does not, then the one that counts or counted longest. */
const byLastDay = (a: Judged, b: Judged): number =>
  rank(b) - rank(a) ||
  turningPoint(b).localeCompare(turningPoint(a)) ||
  b.validFrom.localeCompare(a.validFrom) ||
  compareNumbers(a.number, b.number);

const byFirstDay = (a: Judged, b: Judged): number =>
  b.validFrom.localeCompare(a.validFrom) || byLastDay(a, b);

/** Of the certificates of one standard, the one that counts longest or, where none counts, the one that did last. */
export function lastToCount<T extends Judged>(judged: readonly T[]): T | null {
  return [...judged].sort(byLastDay)[0] ?? null;
}

/**
 * The certificate that speaks for a standard: `lastToCount`; but where none counts and the one that began last is suspended, that
 * one, for it alone can count again. The older one that ran on beside it and has ended since explains nothing.
 */
export function decisiveCertificate<T extends Judged>(judged: readonly T[]): T | null {
  const last = lastToCount(judged);
  if (last === null || rank(last) > 0) return last;
  const newest = [...judged].sort(byFirstDay)[0]!;
  return newest.status.kind === "suspended" ? newest : last;
}
