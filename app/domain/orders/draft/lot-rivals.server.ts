import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { lotSolution } from "~db/schema/frameworks";
import { shortlistItem, shortlistOther } from "~db/schema/shortlists";
import { mechanismCost, neededServices } from "~/domain/catalogue/need-cost";
import { servicePricesFor } from "~/domain/catalogue/service-price-views.server";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import type { MechanismCandidate } from "~/domain/frameworks/mechanism";
import { lotCandidates } from "~/domain/frameworks/route-views.server";
import { mechanismCandidate } from "~/domain/frameworks/mechanism-candidate";
import { bestOffer } from "~/domain/pricing/best-offer";
import type { Quantities } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";

/** For whom, how many and how long; from which shortlist. */
export interface RivalsOf {
  shortlistId: string;
  buyerKind: string;
  quantities: Quantities;
  termMonths: number;
}

/**
 * The compliant solutions of the lot that are not on the shortlist, as its mechanism considers them: for the buyer's own
 * quantities and term, at today's list prices. Those that fail a required standard, are not published or whose supplier is
 * not active in the lot are no rivals and are left out.
 */
export async function lotRivals(
  q: Queryable,
  input: { of: RivalsOf; lotId: string; buyerCode: string; today: Day },
): Promise<MechanismCandidate[]> {
  const { of, lotId, buyerCode, today } = input;
  const listed = q
    .select({ one: sql`1` })
    .from(shortlistItem)
    .where(
      and(eq(shortlistItem.shortlistId, of.shortlistId), eq(shortlistItem.solutionId, catalogueItem.id)),
    );
  const others = await q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(lotSolution)
    .innerJoin(catalogueItem, eq(catalogueItem.id, lotSolution.solutionId))
    .where(
      and(eq(lotSolution.lotId, lotId), eq(catalogueItem.state, "published"), sql`not exists (${listed})`),
    );
  const ids = others.map((other) => other.id);
  if (ids.length === 0) return [];
  const question = { lotId, buyerKind: of.buyerKind, buyerCode, on: today };
  const [verdicts, noted] = await Promise.all([
    verdictsFor(q, { ...question, solutionIds: ids }),
    q.select().from(shortlistOther).where(eq(shortlistOther.shortlistId, of.shortlistId)),
  ]);
  const compliant = ids.filter((id) => verdicts.get(id)?.outcome !== "not-compliant");
  const [candidates, prices, servicePrices] = await Promise.all([
    lotCandidates(q, { ...question, solutionIds: compliant, verdicts }),
    pricesOf(q, compliant, today),
    servicePricesFor(q, { solutionIds: compliant, quantities: of.quantities, on: today }),
  ]);
  return candidates
    .filter((one) => one.lotStatus === "active" && one.inLot)
    .map((one) => {
      const own = prices.filter((price) => price.itemId === one.solutionId);
      const offer = bestOffer(one.solutionName, own, of.quantities, of.termMonths);
      const unmet = noted.find((row) => row.solutionId === one.solutionId);
      return mechanismCandidate(one, {
        on: today,
        unmetNeeds: unmet ? [unmet.unmetNeedText] : [],
        ...mechanismCost(
          offer,
          neededServices(
            one.solutionName,
            servicePrices.get(one.solutionId) ?? [],
            of.quantities,
            of.termMonths,
          ),
        ),
      });
    });
}
