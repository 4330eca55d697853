import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { certificateStatus, counts } from "./certificate";
import type { Verdict } from "./verdict";
import { loadVerdictFacts } from "./verdict-facts.server";
import { verdictsFor } from "./verdict-views.server";

export interface StandardsMet {
  solutionId: string;
  name: string;
  verdict: Verdict;
  /** By standard, the certificate that counts on the day, its own or its supplier's; whether the standard binds or not. */
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
  return [...facts.solutions.values()].map(({ id, name, supplierId }) => {
    const held = [
      ...(facts.certificates.bySolution.get(id) ?? []),
      ...(facts.certificates.bySupplier.get(supplierId) ?? []),
    ];
    const valid = held.filter((one) =>
      counts(certificateStatus(one, one.events, facts.versions, one.conditions, input.on)),
    );
    return {
      solutionId: id,
      name,
      verdict: verdicts.get(id)!,
      certificates: new Map(
        valid.map(({ standardId, number, validTo }) => [standardId, { number, validTo }]),
      ),
    };
  });
}
