import type { Tx } from "~db";
import { addPrices } from "~/domain/catalogue/add-prices.server";
import { endPrice } from "~/domain/catalogue/end-price.server";
import type { Day } from "~/domain/shared/day";
import type { ListedPrice } from "./content";
import { priceIdsOf } from "./content-views.server";
import { isAmong, priceOfListed } from "./listed-price";

/**
 * Makes an item of the catalogue cost what a change says. Of its `stored` prices those that are the same stay; one that is changed or
 * gone ends on the day before `pricesFrom`, and what takes its place begins then. An order keeps the price that it was made with.
 */
export async function applyPrices(
  tx: Tx,
  input: { itemId: string; prices: readonly ListedPrice[]; stored: readonly ListedPrice[]; pricesFrom: Day },
): Promise<void> {
  const { itemId, prices, stored, pricesFrom } = input;
  for (const old of stored)
    if (!isAmong(old, prices)) await endPrice(tx, { priceId: old.id, before: pricesFrom });
  const fresh = prices.filter((one) => !isAmong(one, stored));
  if (fresh.length === 0) return;
  const last = lastNumber(await priceIdsOf(tx, itemId));
  await addPrices(
    tx,
    itemId,
    fresh.map((one, index) => ({
      ...priceOfListed(one),
      id: `${itemId}-P${last + 1 + index}`,
      costCategory: one.costCategory,
      validFrom: pricesFrom,
    })),
  );
}

/** 3 of "10045-001-P1" and "10045-001-P3", so that a new price is named after those that the item ever had. */
const lastNumber = (ids: readonly string[]): number =>
  Math.max(0, ...ids.map((id) => Number(/-P(\d+)$/.exec(id)?.[1] ?? 0)));
