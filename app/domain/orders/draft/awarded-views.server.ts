import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { lot } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { award, shortlistItem } from "~db/schema/shortlists";
import { mechanismCost, neededServices } from "~/domain/catalogue/need-cost";
import { servicePricesFor } from "~/domain/catalogue/service-price-views.server";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import {
  isMechanism,
  runMechanism,
  type Mechanism,
  type MechanismResult,
} from "~/domain/frameworks/mechanism";
import { mechanismCandidate } from "~/domain/frameworks/mechanism-candidate";
import { lotCandidates } from "~/domain/frameworks/route-views.server";
import type { Pence } from "~/domain/money/money";
import { bestOffer } from "~/domain/pricing/best-offer";
import type { Day } from "~/domain/shared/day";
import { addedServices, addedTooMuch, type AddedService, type AddedTooMuch } from "./added";
import {
  comparedFigures,
  listCost,
  neededOf,
  orderedQuantities,
  readCompared,
  type Compared,
  type ComparedFigure,
} from "./compared";
import type { OrderedItem } from "~/domain/who-pays/item-views.server";
import { lotRivals } from "./lot-rivals.server";

/** An award beside the order that came of it. */
export interface AwardedAndOrdered {
  figures: ComparedFigure[];
  /** In basis points of each awarded figure. */
  tolerance: number;
  /** Whether a figure leaves what was compared. */
  leaves: boolean;
  /** The lot's mechanism, run again on the order's own figures when they leave what was compared. */
  mechanism: MechanismResult | null;
  /** Whether the order is still for the solution that the lot's mechanism names. */
  stillNamed: boolean;
  /**
   * Services of the order that the need did not ask for, each with its list price over the term in pounds: nobody else was
   * asked for them, so they are in no figure of the ranking. Evidence of before 30 November 2026 has none.
   */
  added?: AddedService[];
  /** That those services add more than the lot's tolerance to what was compared: the order goes back to comparison. */
  tooMuch?: AddedTooMuch | null;
}

export interface OrderToCompare {
  awardId: string;
  lotId: string;
  solutionId: string;
  buyerCode: string;
  termMonths: number | null;
}

/**
 * What was awarded beside what is ordered and, when that leaves what was compared, the lot's mechanism run again on the
 * order's own quantities, term and list prices of the day, over every compliant solution of the lot (Procurement Act 2023
 * s.45(4)(b)). Null while the order has no items or term, and for an award that kept no comparison.
 */
export async function awardedAndOrdered(
  q: Queryable,
  row: OrderToCompare,
  ordered: { items: readonly OrderedItem[]; net: Pence; gross: Pence; on: Day },
): Promise<AwardedAndOrdered | null> {
  const { termMonths } = row;
  const [[from], [place]] = await Promise.all([
    q.select().from(award).where(eq(award.id, row.awardId)),
    q.select().from(lot).where(eq(lot.id, row.lotId)),
  ]);
  const compared = readCompared(from?.compared);
  if (!compared || !termMonths || ordered.items.length === 0) return null;
  const items = ordered.items.filter((item) => item.itemId === row.solutionId);
  const tolerance = place!.awardTolerance;
  const services = ordered.items.filter((item) => item.itemId !== row.solutionId);
  const figures = comparedFigures(compared, { ...ordered, items, services, termMonths }, tolerance);
  const leaves = figures.some((figure) => figure.leaves);
  const added = addedServices(compared, services, termMonths);
  const tooMuch = addedTooMuch(compared, added, tolerance);
  const name = place!.directAwardMechanism;
  if (!leaves || from!.route !== "direct_award" || !isMechanism(name))
    return { figures, tolerance, leaves, mechanism: null, stillNamed: true, added, tooMuch };
  const mechanism = await runAgain(q, {
    row: { ...row, termMonths },
    mechanism: name,
    shortlistId: from!.shortlistId,
    compared,
    items,
    services,
    on: ordered.on,
  });
  return {
    figures,
    tolerance,
    leaves,
    mechanism,
    stillNamed: mechanism.winner?.solutionId === row.solutionId,
    added,
    tooMuch,
  };
}

async function runAgain(
  q: Queryable,
  input: {
    row: OrderToCompare & { termMonths: number };
    mechanism: Mechanism;
    shortlistId: string;
    compared: Compared;
    items: readonly OrderedItem[];
    services: readonly OrderedItem[];
    on: Day;
  },
): Promise<MechanismResult> {
  const { row, mechanism, shortlistId, compared, items, services, on } = input;
  const { lotId, buyerCode, solutionId, termMonths } = row;
  const quantities = orderedQuantities(compared, items, services);
  const [listed, [buyer]] = await Promise.all([
    q.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, shortlistId)),
    q.select({ kind: organisation.kind }).from(organisation).where(eq(organisation.code, buyerCode)),
  ]);
  const solutionIds = listed.map((each) => each.solutionId);
  const of = { shortlistId, buyerKind: buyer!.kind, quantities, termMonths };
  const [candidates, prices, servicePrices, rivals] = await Promise.all([
    lotCandidates(q, { lotId, solutionIds, buyerKind: buyer!.kind, buyerCode, on }),
    pricesOf(q, solutionIds, on),
    servicePricesFor(q, { solutionIds, quantities, on }),
    lotRivals(q, { of, lotId, buyerCode, today: on }),
  ]);
  const costOfOther = (id: string, name: string) => {
    const own = prices.filter((price) => price.itemId === id);
    return mechanismCost(
      bestOffer(name, own, quantities, termMonths),
      neededServices(name, servicePrices.get(id) ?? [], quantities, termMonths),
    );
  };
  // Like with like: what the need did not ask for was priced of nobody else. It is named beside the ranking.
  const needed = neededOf(compared, services);
  const costOfOrdered = {
    totalCost: listCost({ items: [...items, ...needed], termMonths }),
    services: needed.map((item) => ({ need: item.name, cost: listCost({ items: [item], termMonths }) })),
  };
  return runMechanism(
    {
      mechanism,
      lotId,
      on,
      termMonths,
      quantities: Object.fromEntries(Object.entries(quantities).map(([unit, many]) => [unit, String(many)])),
    },
    candidates
      .map((candidate) => {
        const entry = listed.find((each) => each.solutionId === candidate.solutionId);
        return mechanismCandidate(candidate, {
          on,
          unmetNeeds: entry?.unmetNeed ? [entry.unmetNeedText ?? entry.exclusionReason ?? ""] : [],
          ...(candidate.solutionId === solutionId
            ? costOfOrdered
            : costOfOther(candidate.solutionId, candidate.solutionName)),
        });
      })
      .concat(rivals),
  );
}
