import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { capability, catalogueItem, itemCapability, solution, supplier } from "~db/schema/catalogue";
import { lot, lotSolution } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import type { ListPrice } from "~/domain/catalogue/listing";
import { neededServices, needTotal, type NeededServices, type NeedTotal } from "~/domain/catalogue/need-cost";
import { servicePricesFor } from "~/domain/catalogue/service-price-views.server";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Actor } from "~/domain/audit/event";
import { sum, ZERO } from "~/domain/money/money";
import { calculatePurchase } from "~/domain/who-pays/calculate-cost.server";
import { payerTotals, usualNature, yearRows, type PayerTotals, type YearRow } from "~/domain/who-pays/cost";
import { ReadOnce } from "~/domain/who-pays/read-once";
import { bestOffer, type Offer } from "~/domain/pricing/best-offer";
import type { Day } from "~/domain/shared/day";
import type { ComparedSolution, Comparison } from "./comparison";
import { noSuchShortlist, readQuantities } from "./shortlist";

async function loadShortlist(q: Queryable, id: string, organisationCode: string | null) {
  const [row] = await q
    .select({
      shortlist,
      buyerKind: organisation.kind,
      lotTerm: {
        name: lot.name,
        minimumTermMonths: lot.minimumTermMonths,
        maximumTermMonths: lot.maximumTermMonths,
      },
    })
    .from(shortlist)
    .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
    .leftJoin(lot, eq(lot.id, shortlist.lotId))
    .where(and(eq(shortlist.id, id), eq(shortlist.organisationCode, organisationCode ?? "")));
  if (row) return row;
  throw noSuchShortlist();
}

async function loadSolutions(q: Queryable, id: string) {
  return q
    .select({ item: catalogueItem, solution, supplier, listed: shortlistItem })
    .from(shortlistItem)
    .innerJoin(catalogueItem, eq(catalogueItem.id, shortlistItem.solutionId))
    .innerJoin(solution, eq(solution.id, shortlistItem.solutionId))
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(eq(shortlistItem.shortlistId, id))
    .orderBy(asc(shortlistItem.addedAt), asc(shortlistItem.solutionId));
}

interface ShareOfTerm {
  payers: PayerTotals[];
  years: YearRow[];
  agreementTitle: string | null;
}

/** Who would pay for one offer, by the same calculation that an order uses. */
async function shareOffer(
  q: Queryable,
  input: {
    offer: Offer<ListPrice>;
    needed: NeededServices;
    row: typeof shortlist.$inferSelect;
    today: Day;
    once: ReadOnce;
  },
): Promise<ShareOfTerm> {
  const { offer, needed, row, today, once } = input;
  if (offer.price === null || needed.missing !== null || row.lotId === null)
    return { payers: [], years: [], agreementTitle: null };
  const items = [{ price: offer.price, quantity: offer.quantity }, ...needed.services].map(
    ({ price, quantity }) => ({
      id: price.id,
      itemId: price.itemId,
      costCategory: price.costCategory,
      nature: usualNature(price.costCategory),
      price,
      agreed: null,
      quantities: [{ organisationCode: row.organisationCode, quantity }],
    }),
  );
  const { shares, agreement } = await calculatePurchase(
    q,
    {
      orderId: null,
      buyerCode: row.organisationCode,
      lotId: row.lotId,
      startsOn: row.startsOn,
      termMonths: row.termMonths,
      items,
    },
    today,
    { once },
  );
  return { payers: payerTotals(shares), years: yearRows(shares), agreementTitle: agreement?.title ?? null };
}

const NOTHING = { net: ZERO, vat: ZERO, gross: ZERO };

function ownTotal(total: NeedTotal | null, { payers, years }: ShareOfTerm, ownCode: string) {
  const own = years.filter((year) => year.payerCode === ownCode);
  const yearNumbers = [...new Set(years.map((year) => year.financialYear))].sort((a, b) => a - b);
  return {
    ...(total ?? NOTHING),
    ownCost: payers.find((payer) => payer.payerCode === ownCode)?.cost ?? ZERO,
    perFinancialYear: yearNumbers.map((financialYear) => ({
      financialYear,
      ownCost: sum(own.filter((year) => year.financialYear === financialYear).map((year) => year.cost)),
    })),
  };
}

function capabilitiesOf(q: Queryable, ids: readonly string[]) {
  return q
    .select({
      itemId: itemCapability.itemId,
      ref: capability.ref,
      name: capability.name,
      result: itemCapability.result,
    })
    .from(itemCapability)
    .innerJoin(capability, eq(capability.ref, itemCapability.capabilityRef))
    .where(isAnyOf(itemCapability.itemId, [...ids]))
    .orderBy(asc(capability.name));
}

/**
 * A shortlist of the actor's organisation side by side on the buyer's own terms: the verdict for the lot and
 * the buyer, the price for their quantities and term, who pays what and what is left for the buyer. Throws
 * Problem not-found `no-such-shortlist`.
 */
export async function compareShortlist(
  q: Queryable,
  input: { id: string; actor: Pick<Actor, "organisationCode">; today: Day },
): Promise<Comparison> {
  const { id, actor, today } = input;
  const { shortlist: row, buyerKind, lotTerm } = await loadShortlist(q, id, actor.organisationCode);
  const rows = await loadSolutions(q, id);
  const ids = rows.map(({ item }) => item.id);
  const quantities = readQuantities(row.quantities);
  const [prices, servicePrices, verdicts, offered, capabilities] = await Promise.all([
    pricesOf(q, ids, today),
    servicePricesFor(q, { solutionIds: ids, quantities, on: today }),
    verdictsFor(q, {
      solutionIds: ids,
      lotId: row.lotId,
      buyerKind,
      buyerCode: row.organisationCode,
      on: today,
    }),
    row.lotId === null ? [] : q.select().from(lotSolution).where(eq(lotSolution.lotId, row.lotId)),
    capabilitiesOf(q, ids),
  ]);
  const solutions: ComparedSolution[] = [];
  // One buyer, lot and day: what they are is read for the first offer and holds for all.
  const once = new ReadOnce();
  for (const { item, solution: texts, supplier: by, listed } of rows) {
    const own = prices.filter((price) => price.itemId === item.id);
    const offer = bestOffer(item.name, own, quantities, row.termMonths);
    const needed = neededServices(item.name, servicePrices.get(item.id) ?? [], quantities, row.termMonths);
    const shared = await shareOffer(q, { offer, needed, row, today, once });
    solutions.push({
      solutionId: item.id,
      name: item.name,
      summary: item.summary,
      supplierId: by.id,
      supplierName: by.name,
      productVersion: verdicts.get(item.id)?.productVersion ?? texts.productVersion,
      hosting: texts.hosting,
      serviceLevels: texts.serviceLevels,
      exitTerms: texts.exitTerms,
      implementation: texts.implementation,
      integrations: texts.integrations,
      capabilities: capabilities.filter((each) => each.itemId === item.id),
      inLot: offered.some((each) => each.solutionId === item.id),
      verdict: verdicts.get(item.id)!,
      offer,
      needed,
      ...shared,
      total: ownTotal(needTotal(offer, needed), shared, row.organisationCode),
      chosen: listed.chosen,
      exclusionReason: listed.exclusionReason,
      unmetNeed: listed.unmetNeed,
      unmetNeedText: listed.unmetNeedText,
      lockedListingVersion: listed.lockedListingVersion,
    });
  }
  return {
    id,
    name: row.name,
    state: row.state,
    lotId: row.lotId,
    lotTerm,
    buyerKind,
    quantities,
    storedQuantities: row.quantities,
    termMonths: row.termMonths,
    startsOn: row.startsOn,
    lockedAt: row.lockedAt,
    solutions,
  };
}
