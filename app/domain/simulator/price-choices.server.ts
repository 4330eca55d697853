import { and, asc, eq, ilike, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, price as priceTable } from "~db/schema/catalogue";
import { containing } from "~db/like";
import { priceOf, pricesOf } from "~/domain/catalogue/price-views.server";
import { lowestPriceText } from "~/domain/pricing/price-terms";
import { usualNature } from "~/domain/who-pays/cost";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { nextLineId, type BasketLine, type PricedLine } from "./scenario";

const MOST_CHOICES = 12;

export interface PriceChoice {
  priceId: string;
  name: string;
  /** "£1.26 per patient a year" */
  text: string;
  quantityNoun: string;
}

/** List prices of today of what is in the catalogue under some words, to put into a basket. */
export async function priceChoices(
  q: Queryable,
  { words, on }: { words: string; on: Day },
): Promise<PriceChoice[]> {
  const like = containing(words);
  const items = await q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.state, "published"),
        or(ilike(catalogueItem.name, like), ilike(catalogueItem.id, like)),
      ),
    )
    .orderBy(asc(catalogueItem.name))
    .limit(MOST_CHOICES);
  const prices = await pricesOf(
    q,
    items.map((item) => item.id),
    on,
  );
  return prices.slice(0, MOST_CHOICES).map((price) => {
    return {
      priceId: price.id,
      name: items.find((item) => item.id === price.itemId)?.name ?? price.itemId,
      text: lowestPriceText([price]) ?? "",
      quantityNoun: price.quantityNoun,
    };
  });
}

/**
 * A line for a basket at a list price of today. Throws rule-broken when the price is no longer offered.
 * Codes: rule-broken `price-not-offered` and `price-not-current`, not-found `no-such-price`.
 */
export async function pricedLine(
  q: Queryable,
  chosen: {
    priceId: string;
    quantity: bigint;
    organisationCode: string;
    basket: readonly BasketLine[];
    on: Day;
  },
): Promise<PricedLine> {
  const { priceId, quantity, organisationCode, basket, on } = chosen;
  const [item] = await q
    .select({ name: catalogueItem.name })
    .from(priceTable)
    .innerJoin(catalogueItem, eq(catalogueItem.id, priceTable.itemId))
    .where(
      and(eq(priceTable.id, priceId), eq(priceTable.published, true), eq(catalogueItem.state, "published")),
    );
  if (!item) {
    throw new Problem("rule-broken", "price-not-offered", {
      title: "This price is not in the catalogue any more.",
      detail: "Search again, and choose one of the prices of today.",
    });
  }
  const { itemId, costCategory, validFrom: _from, validTo: _to, ...price } = await priceOf(q, priceId, on);
  return {
    kind: "priced",
    id: nextLineId(basket),
    name: item.name,
    itemId,
    costCategory,
    nature: usualNature(costCategory),
    price,
    agreed: null,
    quantities: [{ organisationCode, quantity }],
  };
}
