import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requirementsFor } from "./requirement";
import { verdict, type Verdict } from "./verdict";
import { loadVerdictFacts, type Owned, type SolutionFacts, type VerdictFacts } from "./verdict-facts.server";

/** What the public sees of a solution before a buyer has chosen a lot: it must meet what each of its lots asks. */
export const OWN_LOTS = Symbol("own-lots");

export interface VerdictQuestion {
  /** Null: only the standards that bind every lot. OWN_LOTS: those of every lot that the solution is offered in. */
  lotId: string | typeof OWN_LOTS | null;
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
    lotIds: question.lotId === OWN_LOTS ? solution.lotIds : question.lotId === null ? [] : [question.lotId],
    buyerKind: question.buyerKind,
    on: question.on,
  });
  const own = <T>(rows: Owned<T>) => [
    ...(rows.bySolution.get(solution.id) ?? []),
    ...(rows.bySupplier.get(solution.supplierId) ?? []),
  ];
  return verdict({
    solution,
    supplier: { id: solution.supplierId, name: solution.supplierName },
    requirements,
    certificates: own(facts.certificates),
    versions: facts.versions,
    waivers: facts.waivers.filter((waiver) => waiver.solutionId === solution.id),
    buyerCode: question.buyerCode ?? null,
    claimedStandardIds: own(facts.openClaims).map((claim) => claim.standardId),
    on: question.on,
  });
}

/**
 * The verdicts of many solutions by id, in a constant number of queries. Unknown ids are left out. `facts` are those of
 * these solutions on that day, where the caller has loaded them already.
 */
export async function verdictsFor(
  q: Queryable,
  input: VerdictQuestion & { solutionIds: readonly string[]; facts?: VerdictFacts },
): Promise<Map<string, Verdict>> {
  if (input.solutionIds.length === 0) return new Map();
  const facts = input.facts ?? (await loadVerdictFacts(q, input));
  return new Map([...facts.solutions.values()].map((found) => [found.id, judge(facts, found, input)]));
}

/**
 * The verdict of one solution. Throws a not-found Problem when there is no such solution. Codes: not-found
 * `solution-not-found`.
 */
export async function verdictFor(
  q: Queryable,
  input: VerdictQuestion & { solutionId: string },
): Promise<Verdict> {
  const found = await verdictsFor(q, { ...input, solutionIds: [input.solutionId] });
  const answer = found.get(input.solutionId);
  if (!answer) throw new Problem("not-found", "solution-not-found", "There is no such solution.");
  return answer;
}
