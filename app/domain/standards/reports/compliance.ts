import type { Verdict } from "~/domain/certification/verdict";

/** How the solutions on sale meet one standard that binds them; what is none of the three is not met. */
export interface ComplianceCount {
  standardId: string;
  bound: number;
  met: number;
  withConditions: number;
  waived: number;
}

/**
 * Counts verdicts by standard, by id. A standard that buyers meet at go-live closes no verdict, so it is not among them; of waivers
 * only those for every buyer are in a public verdict. Goes on from what was counted `before`.
 */
export function complianceOf(
  verdicts: Iterable<Pick<Verdict, "lines">>,
  before: readonly ComplianceCount[] = [],
): ComplianceCount[] {
  const counts = new Map(before.map((count) => [count.standardId, { ...count }]));
  for (const { lines } of verdicts) {
    for (const { standardId, outcome } of lines) {
      if (outcome === "at-deployment") continue;
      const count = counts.get(standardId) ?? { standardId, bound: 0, met: 0, withConditions: 0, waived: 0 };
      count.bound += 1;
      if (outcome === "met" || outcome === "expiring") count.met += 1;
      if (outcome === "met-with-conditions") count.withConditions += 1;
      if (outcome === "waived") count.waived += 1;
      counts.set(standardId, count);
    }
  }
  return [...counts.values()].sort((a, b) => (a.standardId < b.standardId ? -1 : 1));
}

/** How many of those that are bound do not meet it. */
export const notMet = ({ bound, met, withConditions, waived }: Omit<ComplianceCount, "standardId">): number =>
  bound - met - withConditions - waived;

/** The part that meets it, conditions included, in whole per cent rounded down: 100% is said of all alone. Null where it binds none. */
export const metPercent = ({
  bound,
  met,
  withConditions,
}: Omit<ComplianceCount, "standardId">): number | null =>
  bound === 0 ? null : Math.floor(((met + withConditions) * 100) / bound);
