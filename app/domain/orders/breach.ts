import type { Verdict } from "~/domain/certification/verdict";
import type { Day } from "~/domain/shared/day";

/** What a buyer can decide about a contract whose supplier lost a certificate that the standard asks for. */
export const BREACH_DECISIONS = {
  put_right: "The supplier puts it right by an agreed day",
  go_on: "We go on meanwhile, with the safeguards written below",
  end: "We are ending the contract",
} as const;
export type BreachDecision = keyof typeof BREACH_DECISIONS;
export const BREACH_DECISION_NAMES = Object.keys(BREACH_DECISIONS) as BreachDecision[];

/** What was decided about one breach of an order. */
export interface DecidedBreach {
  certificateNumber: string;
  since: Day;
  decision: BreachDecision;
  note: string;
  dueOn: Day | null;
  decidedAt: Date;
  decidedByName: string;
}

/** A standard that a live order must meet and, since a day, does not: the certificate stopped counting. */
export interface Breach {
  certificateNumber: string;
  standardTitle: string;
  since: Day;
  /** What happened, and who can mend it. */
  text: string;
  remedy: string | null;
  /** What was decided last about it, or null. */
  decided: DecidedBreach | null;
  /** True while somebody has to decide: nothing was decided, or the agreed day has passed. */
  open: boolean;
}

/** True when a decision still holds on a day; one to put it right holds until the agreed day has passed. */
export function holds(decided: Pick<DecidedBreach, "dueOn"> | null, on: Day): boolean {
  return decided !== null && (decided.dueOn === null || decided.dueOn >= on);
}

/**
 * The breaches of a live order on a day, by its verdict. A standard that has no certificate at all is none: only one that
 * counted and stopped is. `decisions`: those about this order, oldest first.
 */
export function breachesOf(verdict: Verdict, decisions: readonly DecidedBreach[]): Breach[] {
  return verdict.lines.flatMap((line) => {
    const { certificateNumber, since } = line;
    if (line.outcome !== "not-met" || certificateNumber === null || since === null) return [];
    const decided =
      decisions.findLast((one) => one.certificateNumber === certificateNumber && one.since === since) ?? null;
    return [
      {
        certificateNumber,
        standardTitle: line.title,
        since,
        text: line.text,
        remedy: line.remedy,
        decided,
        open: !holds(decided, verdict.on),
      },
    ];
  });
}
