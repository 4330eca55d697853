import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "~db";
import { price, priceTier } from "~db/schema/catalogue";
import type { BillingPeriod, Calculation } from "~/domain/pricing/price";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { priceHoldsOn, type ListPrice } from "./listing";

export type { ListPrice };

async function withTiers(q: Queryable, rows: (typeof price.$inferSelect)[]): Promise<ListPrice[]> {
  if (rows.length === 0) return [];
  const tiers = await q
    .select()
    .from(priceTier)
    .where(
      inArray(
        priceTier.priceId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(priceTier.priceId), asc(priceTier.position));
  const byPrice = new Map<string, typeof tiers>();
  for (const tier of tiers) byPrice.set(tier.priceId, [...(byPrice.get(tier.priceId) ?? []), tier]);
  return rows.map((row) => ({
    id: row.id,
    itemId: row.itemId,
    unit: row.unit,
    unitText: row.unitText,
    quantityNoun: row.quantityNoun,
    billingPeriod: row.billingPeriod as BillingPeriod,
    calculation: row.calculation as Calculation,
    tiers: (byPrice.get(row.id) ?? []).map((tier) => ({
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
  }));
}

/** The list prices that hold on a day for each of the items, cheapest unit of account first by id. */
export async function pricesOf(q: Queryable, itemIds: readonly string[], on: Day): Promise<ListPrice[]> {
  if (itemIds.length === 0) return [];
  const rows = await q
    .select()
    .from(price)
    .where(and(inArray(price.itemId, [...itemIds]), eq(price.published, true)))
    .orderBy(asc(price.itemId), asc(price.id));
  return withTiers(
    q,
    rows.filter((row) => priceHoldsOn(row, on)),
  );
}

/** Every price that the items ever had, published or not, the latest first. */
export async function priceHistoryOf(
  q: Queryable,
  itemIds: readonly string[],
): Promise<(ListPrice & { published: boolean })[]> {
  if (itemIds.length === 0) return [];
  const rows = await q
    .select()
    .from(price)
    .where(inArray(price.itemId, [...itemIds]))
    .orderBy(desc(price.validFrom), asc(price.id));
  const published = new Map(rows.map((row) => [row.id, row.published]));
  const prices = await withTiers(q, rows);
  return prices.map((one) => ({ ...one, published: published.get(one.id) ?? false }));
}

/** One list price as it stands on a day. Throws not-found when there is none, rule-broken when it no longer holds. */
export async function priceOf(q: Queryable, priceId: string, on: Day): Promise<ListPrice> {
  const [row] = await q.select().from(price).where(eq(price.id, priceId));
  if (!row) throw new Problem("not-found", "no-such-price", "There is no such price.");
  if (!priceHoldsOn(row, on)) {
    throw new Problem("rule-broken", "price-not-current", {
      title: "This price is no longer the supplier's list price.",
      detail: "Open the solution's page to see today's prices and choose one of them.",
    });
  }
  return (await withTiers(q, [row]))[0]!;
}
