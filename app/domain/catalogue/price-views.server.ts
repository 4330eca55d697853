import { and, asc, desc, eq, gt, or, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { associatedServiceLink, catalogueItem, price, priceTier } from "~db/schema/catalogue";
import type { BillingPeriod, Calculation } from "~/domain/pricing/price";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { priceHoldsOn, type ListPrice } from "./listing";

export type { ListPrice };

type StoredTier = typeof priceTier.$inferSelect;

/** Prices with their tiers, in one query; the tiers of each in their order, and the prices in the order that is asked. */
async function readPrices(q: Queryable, where: SQL | undefined, orderBy: SQL[] = []) {
  const rows = await q
    .select({ row: price, tier: priceTier })
    .from(price)
    .leftJoin(priceTier, eq(priceTier.priceId, price.id))
    .where(where)
    .orderBy(...orderBy, asc(price.id), asc(priceTier.position));
  const found = new Map<string, { row: typeof price.$inferSelect; tiers: StoredTier[] }>();
  for (const { row, tier } of rows) {
    const known = found.get(row.id) ?? { row, tiers: [] };
    if (tier) known.tiers.push(tier);
    found.set(row.id, known);
  }
  return [...found.values()];
}

function listPrice({
  row,
  tiers,
}: {
  row: typeof price.$inferSelect;
  tiers: readonly StoredTier[];
}): ListPrice {
  return {
    id: row.id,
    itemId: row.itemId,
    unit: row.unit,
    unitText: row.unitText,
    quantityNoun: row.quantityNoun,
    billingPeriod: row.billingPeriod as BillingPeriod,
    calculation: row.calculation as Calculation,
    tiers: tiers.map((tier) => ({
      from: tier.fromQuantity,
      to: tier.toQuantity,
      unitPrice: tier.unitPrice,
    })),
    minimumCharge: row.minimumCharge,
    maximumCharge: row.maximumCharge,
    vatRate: row.vatRate,
    costCategory: row.costCategory,
    validFrom: row.validFrom,
    validTo: row.validTo,
  };
}

/**
 * The list prices that hold on a day for each of the items, cheapest unit of account first by id. Unit prices
 * are ten-thousandths of a pound; a price's first and last day are inclusive.
 */
export async function pricesOf(q: Queryable, itemIds: readonly string[], on: Day): Promise<ListPrice[]> {
  if (itemIds.length === 0) return [];
  const found = await readPrices(q, and(isAnyOf(price.itemId, [...itemIds]), eq(price.published, true)), [
    asc(price.itemId),
  ]);
  return found.filter(({ row }) => priceHoldsOn(row, on)).map(listPrice);
}

/** The prices of a solution and of the services that are offered with it, which are announced and begin after a day, the earliest first. */
export async function comingPricesOf(q: Queryable, solutionId: string, on: Day): Promise<ListPrice[]> {
  const items = q
    .select({ id: catalogueItem.id })
    .from(catalogueItem)
    .where(
      and(
        or(
          eq(catalogueItem.id, solutionId),
          eq(catalogueItem.parentSolutionId, solutionId),
          isAnyOf(
            catalogueItem.id,
            q
              .select({ id: associatedServiceLink.serviceId })
              .from(associatedServiceLink)
              .where(eq(associatedServiceLink.solutionId, solutionId)),
          ),
        ),
        eq(catalogueItem.state, "published"),
      ),
    );
  const announced = and(isAnyOf(price.itemId, items), eq(price.published, true), gt(price.validFrom, on));
  return (await readPrices(q, announced, [asc(price.validFrom)])).map(listPrice);
}

/** Every price that the items ever had, published or not, the latest first. */
export async function priceHistoryOf(
  q: Queryable,
  itemIds: readonly string[],
): Promise<(ListPrice & { published: boolean })[]> {
  if (itemIds.length === 0) return [];
  const found = await readPrices(q, isAnyOf(price.itemId, [...itemIds]), [desc(price.validFrom)]);
  return found.map((each) => ({ ...listPrice(each), published: each.row.published }));
}

/**
 * One list price as it stands on a day. Throws not-found when there is none, rule-broken when it no longer
 * holds. Unit prices are ten-thousandths of a pound. Codes: not-found `no-such-price`, rule-broken
 * `price-not-current`.
 */
export async function priceOf(q: Queryable, priceId: string, on: Day): Promise<ListPrice> {
  const [found] = await readPrices(q, eq(price.id, priceId));
  if (!found) throw new Problem("not-found", "no-such-price", "There is no such price.");
  if (!priceHoldsOn(found.row, on)) {
    throw new Problem("rule-broken", "price-not-current", {
      title: "This price is no longer the supplier's list price.",
      detail: "Open the solution's page to see today's prices and choose one of them.",
    });
  }
  return listPrice(found);
}
