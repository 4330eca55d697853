import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { price, priceTier } from "~db/schema/catalogue";
import { requireSoundPrice, type Price } from "~/domain/pricing/price";
import type { Day } from "~/domain/shared/day";

export interface NewPrice extends Price {
  costCategory: string;
  validFrom: Day;
}

/**
 * Adds list prices to an item. Throws rule-broken for one that contradicts itself. Codes: rule-broken
 * `price-contradicts-itself`.
 */
export async function addPrices(tx: Tx, itemId: string, prices: readonly NewPrice[]): Promise<void> {
  for (const each of prices) requireSoundPrice(each);
  await insertRows(
    tx,
    price,
    prices.map(({ tiers: _tiers, ...rest }) => ({ ...rest, itemId, published: true })),
  );
  await insertRows(
    tx,
    priceTier,
    prices.flatMap(({ id, tiers }) =>
      tiers.map((tier, index) => ({
        priceId: id,
        position: index + 1,
        fromQuantity: tier.from,
        toQuantity: tier.to,
        unitPrice: tier.unitPrice,
      })),
    ),
  );
}
