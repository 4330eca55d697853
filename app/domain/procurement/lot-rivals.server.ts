import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { lotSolution } from "~db/schema/frameworks";
import { shortlistItem, shortlistOther } from "~db/schema/procurement";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import type { MechanismCandidate } from "~/domain/frameworks/mechanism";
import { lotCandidates } from "~/domain/frameworks/route-views.server";
import type { Day } from "~/domain/shared/day";
import { bestOffer, type Comparison } from "./comparison";

/**
 * The compliant solutions of the lot that are not on the shortlist, as its mechanism considers them: for the buyer's own
 * quantities and term, at today's list prices. Those that fail a required standard, are not published or whose supplier is
 * not active in the lot are no rivals and are left out.
 */
export async function lotRivals(
  q: Queryable,
  input: { comparison: Comparison; lotId: string; buyerCode: string; today: Day },
): Promise<MechanismCandidate[]> {
  const { comparison, lotId, buyerCode, today } = input;
  const listed = q
    .select({ one: sql`1` })
    .from(shortlistItem)
    .where(and(eq(shortlistItem.shortlistId, comparison.id), eq(shortlistItem.solutionId, catalogueItem.id)));
  const others = await q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(lotSolution)
    .innerJoin(catalogueItem, eq(catalogueItem.id, lotSolution.solutionId))
    .where(
      and(eq(lotSolution.lotId, lotId), eq(catalogueItem.state, "published"), sql`not exists (${listed})`),
    );
  const ids = others.map((other) => other.id);
  if (ids.length === 0) return [];
  const question = { lotId, buyerKind: comparison.buyerKind, buyerCode, on: today };
  const [verdicts, noted] = await Promise.all([
    verdictsFor(q, { ...question, solutionIds: ids }),
    q.select().from(shortlistOther).where(eq(shortlistOther.shortlistId, comparison.id)),
  ]);
  const compliant = ids.filter((id) => verdicts.get(id)?.outcome !== "not-compliant");
  const [candidates, prices] = await Promise.all([
    lotCandidates(q, { ...question, solutionIds: compliant, verdicts }),
    pricesOf(q, compliant, today),
  ]);
  return candidates
    .filter((one) => one.lotStatus === "active" && one.inLot)
    .map((one) => {
      const own = prices.filter((price) => price.itemId === one.solutionId);
      const offer = bestOffer(one.solutionName, own, comparison.quantities, comparison.termMonths);
      const unmet = noted.find((row) => row.solutionId === one.solutionId);
      return {
        solutionId: one.solutionId,
        solutionName: one.solutionName,
        supplierId: one.supplierId,
        supplierName: one.supplierName,
        admittedOn: one.admittedOn ?? today,
        standingProblem: null,
        complianceProblem: null,
        unmetNeeds: unmet ? [unmet.unmetNeedText] : [],
        mustEpicsMet: one.mustEpicsMet,
        totalCost: offer.quote?.net ?? null,
      };
    });
}
