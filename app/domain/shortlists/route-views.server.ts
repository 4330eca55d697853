import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { shortlistItem } from "~db/schema/shortlists";
import { mechanismCost } from "~/domain/catalogue/need-cost";
import {
  isMechanism,
  runMechanism,
  type MechanismResult,
  type RankedCandidate,
} from "~/domain/frameworks/mechanism";
import { mechanismCandidate } from "~/domain/frameworks/mechanism-candidate";
import type { RouteAnswer } from "~/domain/frameworks/route";
import { lotCandidates, lotWithFramework, routesFor } from "~/domain/frameworks/route-views.server";
import { ZERO, type Pence } from "~/domain/money/money";
import { lotRivals } from "~/domain/orders/draft/lot-rivals.server";
import type { Day } from "~/domain/shared/day";
import type { Comparison } from "./comparison";

export interface RouteDecision {
  chosenSolutionId: string | null;
  /** Including VAT, over the whole term (Procurement Act 2023 s.4 and Sch.3, rule PA-01). */
  valueIncVat: Pence;
  routes: RouteAnswer[];
  /** What the lot's objective mechanism answers; null when the lot states none that can be run here. */
  mechanism: MechanismResult | null;
  /** Solutions of the lot that are not on the shortlist and that the mechanism ranks before the chosen one, best first. */
  ahead: RankedCandidate[];
}

/** Those that a mechanism ranks before the chosen solution and that are not on the shortlist. */
function rankedAhead(
  mechanism: MechanismResult,
  chosenSolutionId: string | null,
  listed: readonly string[],
): RankedCandidate[] {
  const place = mechanism.ranking.findIndex((row) => row.solutionId === chosenSolutionId);
  return mechanism.ranking.slice(0, Math.max(place, 0)).filter((row) => !listed.includes(row.solutionId));
}

/**
 * Which routes to market are open for the chosen solution of a locked shortlist, and which solution the lot's objective
 * mechanism names among every compliant one of the lot, on the shortlist or not. A solution that was excluded because it
 * does not meet the need is not ranked; one that was excluded for another reason is. The comparison is that of this buyer
 * and day: its verdicts are not asked for again.
 */
export async function routeDecision(
  q: Queryable,
  input: { comparison: Comparison; buyerCode: string; today: Day },
): Promise<RouteDecision> {
  const { comparison, buyerCode, today } = input;
  const { id, lotId, termMonths } = comparison;
  const items = await q
    .select()
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, id))
    .orderBy(asc(shortlistItem.solutionId));
  const chosenSolutionId = items.find((item) => item.chosen)?.solutionId ?? null;
  const chosen = comparison.solutions.find((each) => each.solutionId === chosenSolutionId);
  const valueIncVat = chosen?.total.gross ?? ZERO;
  if (lotId === null) return { chosenSolutionId, valueIncVat, routes: [], mechanism: null, ahead: [] };
  const solutionIds = items.map((item) => item.solutionId);
  const verdicts = new Map(comparison.solutions.map((each) => [each.solutionId, each.verdict]));
  const [routes, placed, candidates] = await Promise.all([
    routesFor(q, {
      lotId,
      buyerCode,
      solutionIds: chosenSolutionId ? [chosenSolutionId] : solutionIds,
      valueIncVat: chosen?.total.gross ?? null,
      termMonths,
      on: today,
      verdicts,
    }),
    lotWithFramework(q, lotId),
    lotCandidates(q, { lotId, solutionIds, buyerKind: comparison.buyerKind, buyerCode, on: today, verdicts }),
  ]);
  const name = placed.lot.directAwardMechanism;
  if (!isMechanism(name)) return { chosenSolutionId, valueIncVat, routes, mechanism: null, ahead: [] };
  const rivals = await lotRivals(q, { of: { ...comparison, shortlistId: id }, lotId, buyerCode, today });
  const mechanism = runMechanism(
    { mechanism: name, lotId, on: today, termMonths, quantities: comparison.storedQuantities },
    candidates
      .map((candidate) => {
        const compared = comparison.solutions.find((each) => each.solutionId === candidate.solutionId);
        const listed = items.find((item) => item.solutionId === candidate.solutionId);
        return mechanismCandidate(candidate, {
          on: today,
          unmetNeeds: listed?.unmetNeed ? [listed.unmetNeedText ?? listed.exclusionReason ?? ""] : [],
          ...(compared ? mechanismCost(compared.offer, compared.needed) : { totalCost: null }),
        });
      })
      .concat(rivals),
  );
  const ahead = rankedAhead(mechanism, chosenSolutionId, solutionIds);
  return { chosenSolutionId, valueIncVat, routes, mechanism, ahead };
}
