import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { certificateStatus, counts, lastCountingDay } from "./certificates/certificate";
import { isForVersion, type Verdict } from "./verdict";
import { loadVerdictFacts } from "./verdict-facts.server";
import { verdictsFor } from "./verdict-views.server";

/** After every last day. */
const FOREVER = "9999-12-31";

export interface StandardsMet {
  solutionId: string;
  name: string;
  verdict: Verdict;
  /**
   * By standard, the certificate that counts on the day, its own or its supplier's, and of several the one that lasts
   * longest, with the last day on which it counts; whether the standard binds or not.
   */
  certificates: ReadonlyMap<string, { number: string; validTo: Day | null }>;
}

/** What some solutions are certified for on a day, and the verdict on each. Unknown ids are left out. */
export async function standardsMet(
  q: Queryable,
  input: {
    solutionIds: readonly string[];
    lotId: string | null;
    buyerKind: string | null;
    buyerCode: string | null;
    on: Day;
  },
): Promise<StandardsMet[]> {
  if (input.solutionIds.length === 0) return [];
  const facts = await loadVerdictFacts(q, input);
  const verdicts = await verdictsFor(q, { ...input, facts });
  return [...facts.solutions.values()].map((solution) => {
    const { id, name, supplierId } = solution;
    const judged = verdicts.get(id)!;
    const held = [
      ...(facts.certificates.bySolution.get(id) ?? []),
      ...(facts.certificates.bySupplier.get(supplierId) ?? []),
    ].filter((one) => isForVersion(solution, one, judged.productVersion));
    const valid = held.flatMap((one) => {
      const status = certificateStatus(one, one.events, facts.versions, one.conditions, input.on);
      const { standardId, number, validTo } = one;
      return counts(status) ? [{ standardId, number, validTo: lastCountingDay(status, validTo) }] : [];
    });
    // Of several for one standard the one that lasts longest comes last, and stands.
    valid.sort((a, b) => ((a.validTo ?? FOREVER) < (b.validTo ?? FOREVER) ? -1 : 1));
    return {
      solutionId: id,
      name,
      verdict: judged,
      certificates: new Map(
        valid.map(({ standardId, number, validTo }) => [standardId, { number, validTo }]),
      ),
    };
  });
}
