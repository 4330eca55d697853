import { decimalPence, formatPence, parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/** The mechanisms that this code can run; a lot that states another cannot award directly here. */
export const MECHANISMS = {
  lowest_total_cost:
    "The compliant solution that meets the stated need at the lowest total cost over the whole term, for the buyer's own quantities and with the services that it needs, excluding VAT.",
} as const;
export type Mechanism = keyof typeof MECHANISMS;

export const TIE_BREAK =
  "More requirements met of those that a solution must meet for its capabilities, then the earlier admission to the lot, then the supplier’s code and the solution’s code, the lower first.";

/** Whether a name is one of the objective mechanisms by which a lot finds the best offer. */
export function isMechanism(name: string | null): name is Mechanism {
  return name !== null && Object.hasOwn(MECHANISMS, name);
}

/** A solution of the lot that is considered, with all that decides. */
export interface MechanismCandidate {
  solutionId: string;
  solutionName: string;
  supplierId: string;
  supplierName: string;
  /** The supplier's first day in the lot. */
  admittedOn: Day;
  /** Why the supplier may not be awarded to today, or null when it is active in the lot and the solution is in it. */
  lotProblem: string | null;
  /** Why it fails the standards on the day, or null when it is compliant. */
  complianceProblem: string | null;
  /** Objective reasons why it does not meet the stated need; empty when it does. */
  unmetNeeds: readonly string[];
  mustEpicsMet: number;
  /** Excluding VAT over the whole term, with the services of the need; null when it has no price for the quantities. */
  totalCost: Pence | null;
  /** The services in the total, by what is needed: "10 days of implementation". */
  services?: readonly { need: string; cost: Pence }[];
  /** Which price is missing where there is no total. */
  priceProblem?: string | null;
}

export interface MechanismInputs {
  mechanism: Mechanism;
  lotId: string;
  on: Day;
  termMonths: number;
  /** By unit, whole numbers as text: {"patient": "9500"}. */
  quantities: Readonly<Record<string, string>>;
}

export interface RankedCandidate {
  rank: number;
  solutionId: string;
  solutionName: string;
  supplierId: string;
  supplierName: string;
  /** Pounds as text: "41250.00". */
  totalCost: string;
  /** The services of the need in that total, each in pounds as text; left out where the need has none. */
  services?: { need: string; cost: string }[];
  mustEpicsMet: number;
  admittedOn: Day;
}

export interface RemovedCandidate {
  solutionId: string;
  /** The requirement that it misses. */
  reason: string;
  /** Pounds as text; left out where it has no price, and in evidence from before it was kept. */
  totalCost?: string;
}

/** JSON-safe, to be kept as evidence of the award (PA-07, Procurement Act 2023 s.45(4)(b)). */
export interface MechanismResult {
  mechanism: Mechanism;
  mechanismText: string;
  inputs: MechanismInputs;
  considered: { solutionId: string; solutionName: string; supplierId: string; supplierName: string }[];
  /** In the order in which they were applied. */
  filters: { filter: string; ruleId: string; removed: RemovedCandidate[] }[];
  ranking: RankedCandidate[];
  tieBreak: { text: string; used: boolean };
  winner: { solutionId: string; supplierId: string; text: string } | null;
}

type Priced = MechanismCandidate & { totalCost: Pence };

const FILTERS: { filter: string; ruleId: string; problem(candidate: MechanismCandidate): string | null }[] = [
  {
    filter: "The supplier is active in the lot and offers the solution there",
    ruleId: "PA-12",
    problem: (candidate) => candidate.lotProblem,
  },
  {
    filter: "The solution meets every required standard",
    ruleId: "NHS-06",
    problem: (candidate) => candidate.complianceProblem,
  },
  {
    filter: "The solution meets the stated need",
    ruleId: "PA-06",
    problem: (candidate) => (candidate.unmetNeeds.length > 0 ? candidate.unmetNeeds.join(" ") : null),
  },
  {
    filter: "The solution has a price for the stated quantities",
    ruleId: "PA-06",
    problem: (candidate) =>
      candidate.totalCost === null
        ? (candidate.priceProblem ?? "It has no published price for these quantities.")
        : null,
  },
];

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function compare(a: Priced, b: Priced): number {
  if (a.totalCost !== b.totalCost) return a.totalCost < b.totalCost ? -1 : 1;
  return (
    b.mustEpicsMet - a.mustEpicsMet ||
    byText(a.admittedOn, b.admittedOn) ||
    byText(a.supplierId, b.supplierId) ||
    byText(a.solutionId, b.solutionId)
  );
}

function applyFilters(candidates: readonly MechanismCandidate[]) {
  let left = [...candidates];
  const filters = FILTERS.map(({ filter, ruleId, problem }) => {
    const removed: RemovedCandidate[] = [];
    left = left.filter((candidate) => {
      const reason = problem(candidate);
      if (reason === null) return true;
      const { solutionId, totalCost } = candidate;
      removed.push({
        solutionId,
        reason,
        ...(totalCost === null ? {} : { totalCost: decimalPence(totalCost) }),
      });
      return false;
    });
    return { filter, ruleId, removed };
  });
  return { left: left as Priced[], filters };
}

/**
 * Runs a lot's objective mechanism over the candidates. The same candidates in any order give the same result. The
 * winner is null when no candidate passes the filters.
 */
export function runMechanism(
  inputs: MechanismInputs,
  candidates: readonly MechanismCandidate[],
): MechanismResult {
  const sorted = [...candidates].sort((a, b) => byText(a.solutionId, b.solutionId));
  const { left, filters } = applyFilters(sorted);
  left.sort(compare);
  const [first, second] = left;
  const tied = first !== undefined && second !== undefined && first.totalCost === second.totalCost;
  return {
    mechanism: inputs.mechanism,
    mechanismText: MECHANISMS[inputs.mechanism],
    inputs: { ...inputs, quantities: { ...inputs.quantities } },
    considered: sorted.map(({ solutionId, solutionName, supplierId, supplierName }) => ({
      solutionId,
      solutionName,
      supplierId,
      supplierName,
    })),
    filters,
    ranking: left.map((candidate, index) => ({
      rank: index + 1,
      solutionId: candidate.solutionId,
      solutionName: candidate.solutionName,
      supplierId: candidate.supplierId,
      supplierName: candidate.supplierName,
      totalCost: decimalPence(candidate.totalCost),
      ...(candidate.services && candidate.services.length > 0
        ? { services: candidate.services.map(({ need, cost }) => ({ need, cost: decimalPence(cost) })) }
        : {}),
      mustEpicsMet: candidate.mustEpicsMet,
      admittedOn: candidate.admittedOn,
    })),
    tieBreak: { text: TIE_BREAK, used: tied },
    winner: first
      ? {
          solutionId: first.solutionId,
          supplierId: first.supplierId,
          text: winnerText(first, { left, tied, among: amongWhom(first, sorted) }),
        }
      : null,
  };
}

/** Of which solutions the named one has the lowest cost, where a cheaper one does not count. */
function amongWhom(first: Priced, all: readonly MechanismCandidate[]): string {
  const cheaper = all.some(({ totalCost }) => totalCost !== null && totalCost < first.totalCost);
  return cheaper ? " of those that meet every condition" : "";
}

function winnerText(
  first: Priced,
  { left, tied, among }: { left: readonly Priced[]; tied: boolean; among: string },
): string {
  const cost = formatPence(first.totalCost);
  if (left.length === 1)
    return `${first.solutionName} is the only one that meets every condition, at ${cost} excluding VAT.`;
  if (tied)
    return `${first.solutionName} shares the lowest total cost${among}, ${cost} excluding VAT, and wins the tie-break.`;
  return `${first.solutionName} has the lowest total cost${among}, ${cost} excluding VAT.`;
}

/** A solution that costs less than the one that is named, and the condition that keeps it from counting. */
export interface CheaperCandidate {
  solutionId: string;
  solutionName: string;
  totalCost: Pence;
  filter: string;
  ruleId: string;
  reason: string;
}

/**
 * The solutions that a mechanism left out although they cost less than the one that it names, the cheapest first: a
 * lowest cost that stands above a lower one says why. Empty when it names nobody.
 */
export function cheaperButRemoved(result: MechanismResult): CheaperCandidate[] {
  const named = result.ranking.find((row) => row.solutionId === result.winner?.solutionId);
  const least = named && parsePence(named.totalCost);
  if (least === undefined || least === null) return [];
  return result.filters
    .flatMap(({ filter, ruleId, removed }) =>
      removed.map(({ totalCost, ...each }) => ({
        ...each,
        filter,
        ruleId,
        solutionName:
          result.considered.find(({ solutionId }) => solutionId === each.solutionId)?.solutionName ??
          each.solutionId,
        totalCost: totalCost === undefined ? null : parsePence(totalCost),
      })),
    )
    .filter((each): each is CheaperCandidate => each.totalCost !== null && each.totalCost < least)
    .sort((a, b) =>
      a.totalCost === b.totalCost ? byText(a.solutionId, b.solutionId) : a.totalCost < b.totalCost ? -1 : 1,
    );
}

/**
 * Refuses a direct award to any but the solution that the mechanism names (PA-06). Throws Problem rule-broken
 * `mechanism-names-another`.
 */
export function requireNamedByMechanism(result: MechanismResult, solutionId: string): void {
  if (result.winner?.solutionId === solutionId) return;
  const chosen = result.considered.find((candidate) => candidate.solutionId === solutionId);
  const name = chosen?.solutionName ?? "this solution";
  const removal = result.filters
    .flatMap((filter) => filter.removed)
    .find((removed) => removed.solutionId === solutionId);
  const detail = removal
    ? removal.reason
    : result.winner
      ? `${result.mechanismText} ${result.winner.text}`
      : "No candidate passes the lot's filters.";
  throw new Problem(
    "rule-broken",
    "mechanism-names-another",
    {
      title: `You cannot award directly to ${name}: the framework's mechanism does not name it.`,
      detail: `${detail} Award to the one it names, exclude it for an objective reason, or hold a further competition: the shortlist’s page of routes says whether it is open and what to do.`,
      rule: "PA-06, Procurement Act 2023 s.45(3) to (4)",
    },
    { solutionId, winner: result.winner?.solutionId ?? null },
  );
}
