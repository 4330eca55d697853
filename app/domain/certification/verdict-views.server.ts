import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requirementsFor } from "./requirement";
import { verdict, type Verdict } from "./verdict";
import { loadVerdictFacts, type SolutionFacts, type VerdictFacts } from "./verdict-facts.server";

export interface VerdictQuestion {
  /** Null: only the standards that bind every lot. */
  lotId: string | null;
  /** Null: only the standards that bind every kind of buyer. */
  buyerKind: string | null;
  /** The buyer whose own waivers count besides those for everybody. */
  buyerCode?: string | null;
  on: Day;
}

function judge(facts: VerdictFacts, solution: SolutionFacts, question: VerdictQuestion): Verdict {
  const requirements = requirementsFor(facts.bindings, facts.standards, facts.versions, {
    capabilityRefs: solution.capabilityRefs,
    careSettings: solution.careSettings,
    lotId: question.lotId,
    buyerKind: question.buyerKind,
    on: question.on,
  });
  const own = <T extends { solutionId: string | null; supplierId: string }>(row: T) =>
    row.solutionId === solution.id || (row.solutionId === null && row.supplierId === solution.supplierId);
  return verdict({
    solution: { id: solution.id, name: solution.name, productVersion: solution.productVersion },
    supplier: { id: solution.supplierId, name: solution.supplierName },
    requirements,
    certificates: facts.certificates.filter(own),
    versions: facts.versions,
    waivers: facts.waivers.filter((waiver) => waiver.solutionId === solution.id),
    buyerCode: question.buyerCode ?? null,
    claimedStandardIds: facts.openClaims.filter(own).map((claim) => claim.standardId),
    on: question.on,
  });
}

/** The verdicts of many solutions by id, in a constant number of queries. Unknown ids are left out. */
export async function verdictsFor(
  q: Queryable,
  input: VerdictQuestion & { solutionIds: readonly string[] },
): Promise<Map<string, Verdict>> {
  if (input.solutionIds.length === 0) return new Map();
  const facts = await loadVerdictFacts(q, input);
  return new Map([...facts.solutions.values()].map((found) => [found.id, judge(facts, found, input)]));
}

/** The verdict of one solution. Throws a not-found Problem when there is no such solution. */
export async function verdictFor(
  q: Queryable,
  input: VerdictQuestion & { solutionId: string },
): Promise<Verdict> {
  const found = await verdictsFor(q, { ...input, solutionIds: [input.solutionId] });
  const answer = found.get(input.solutionId);
  if (!answer) throw new Problem("not-found", "solution-not-found", "There is no such solution.");
  return answer;
}
