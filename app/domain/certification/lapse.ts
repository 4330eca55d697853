import { formatDay, type Day } from "~/domain/shared/day";
import type { Verdict, VerdictLine } from "./verdict";

/** A standard that bound and was met until the day before, and was not met from a day on, because a certificate stopped counting. */
export interface Lapse {
  standardId: string;
  standardTitle: string;
  certificateNumber: string;
  on: Day;
}

const MET: readonly VerdictLine["outcome"][] = ["met", "met-with-conditions", "expiring"];

const lineOf = ({ lines }: Verdict, standardId: string): VerdictLine | undefined =>
  lines.find((line) => line.standardId === standardId);

/** Whether a verdict says that a standard is met, with a certificate that counts. */
export function isMet(verdict: Verdict, standardId: string): boolean {
  const line = lineOf(verdict, standardId);
  return line !== undefined && MET.includes(line.outcome);
}

/**
 * The standards that lapsed on a day, by the verdict of the day before and that of the day: each bound on both, and the
 * certificate that speaks for it counted on the first and on the second no longer. A certificate that was replaced before
 * it ended lapses nothing, and a standard that has ended, does not bind or is waived cannot lapse.
 */
export function lapsesOn(before: Verdict, after: Verdict): Lapse[] {
  return after.lines.flatMap(({ standardId, title, certificateNumber, since, outcome }) =>
    outcome === "not-met" && certificateNumber !== null && since === after.on && isMet(before, standardId)
      ? [{ standardId, standardTitle: title, certificateNumber, on: after.on }]
      : [],
  );
}

/** The certificate that a standard's lapse is said to rest on. */
export interface NamedCertificate {
  number: string;
  standardId: string;
  standardTitle: string;
  /** The last day on which any version of the standard may be used; null while it has no end. */
  standardEnds: Day | null;
}

/**
 * Why a standard did not lapse on a day by the certificate that is named, in a sentence, and whether the day or the
 * certificate is wrong; null when it did.
 */
export function whyNoLapse(
  { number, standardId, standardTitle, standardEnds }: NamedCertificate,
  before: Verdict,
  after: Verdict,
): { field: "on" | "certificate"; reason: string } | null {
  const on = formatDay(after.on);
  if (lapsesOn(before, after).some((lapse) => lapse.certificateNumber === number)) return null;
  if (standardEnds !== null && standardEnds < after.on) {
    const reason = `${standardTitle} ended on ${formatDay(standardEnds)}, so nothing of it can lapse on ${on}`;
    return { field: "on", reason };
  }
  const line = lineOf(after, standardId);
  if (!line) return { field: "on", reason: `${standardTitle} does not bind this order on ${on}` };
  if (line.outcome !== "not-met") {
    return { field: "on", reason: `Nothing lapsed on ${on}: ${line.text.replace(/\.$/, "")}` };
  }
  if (line.certificateNumber !== number) {
    const reason = `On ${on} it is certificate ${line.certificateNumber} that speaks for ${standardTitle}, not ${number}`;
    return { field: "certificate", reason };
  }
  if (line.since !== null && line.since !== after.on) {
    return {
      field: "on",
      reason: `${number} has not counted since ${formatDay(line.since)}: enter that day`,
    };
  }
  return { field: "on", reason: `${standardTitle} was not required and met on the day before ${on}` };
}
