import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderItem } from "~db/schema/ordering";
import { sum } from "~/domain/money/money";
import { costItem } from "./cost";
import { itemsOfOrder } from "./item-views.server";

/**
 * Works out again what the items and the order come to, in the transaction of the change that moved them. Empty while
 * the dates are missing, since a yearly price has no sum without a term.
 */
export async function refreshOrderTotals(tx: Tx, orderId: string): Promise<void> {
  const [row] = await tx.select().from(order).where(eq(order.id, orderId));
  const items = await itemsOfOrder(tx, orderId);
  const { startsOn, termMonths } = row!;
  const costs =
    startsOn && termMonths
      ? items.map((item) => ({ id: item.id, quote: costItem(item, { startsOn, termMonths }).quote }))
      : null;
  for (const item of items) {
    const quote = costs?.find((cost) => cost.id === item.id)?.quote;
    await tx
      .update(orderItem)
      .set({ net: quote?.net ?? null, vat: quote?.vat ?? null })
      .where(eq(orderItem.id, item.id));
  }
  const known = costs !== null && costs.length > 0;
  await tx
    .update(order)
    .set({
      net: known ? sum(costs.map((cost) => cost.quote.net)) : null,
      vat: known ? sum(costs.map((cost) => cost.quote.vat)) : null,
    })
    .where(eq(order.id, orderId));
}
