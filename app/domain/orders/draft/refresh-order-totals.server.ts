import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderItem } from "~db/schema/orders";
import { sum } from "~/domain/money/money";
import { costItem } from "~/domain/who-pays/cost";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import type { LockedOrder } from "../lock-order.server";

/**
 * Works out again what the items and the order come to, in the transaction of the change that moved them, and
 * writes what is not as it was. Empty while the dates are missing, since a yearly price has no sum without a
 * term. The order is the locked one, with the dates that it has now. In pence. Throws Problem rule-broken
 * `price-contradicts-itself` and `agreed-price-above-list`, bad-request `quantity-below-zero` and
 * `term-not-whole-months`.
 */
export async function refreshOrderTotals(
  tx: Tx,
  locked: Pick<LockedOrder, "id" | "startsOn" | "termMonths" | "net" | "vat">,
): Promise<void> {
  const items = await itemsOfOrder(tx, locked.id);
  const { startsOn, termMonths } = locked;
  const costs =
    startsOn && termMonths
      ? items.map((item) => ({ id: item.id, quote: costItem(item, { startsOn, termMonths }).quote }))
      : null;
  for (const item of items) {
    const quote = costs?.find((cost) => cost.id === item.id)?.quote;
    const { net, vat } = { net: quote?.net ?? null, vat: quote?.vat ?? null };
    if (net === item.net && vat === item.vat) continue;
    await tx.update(orderItem).set({ net, vat }).where(eq(orderItem.id, item.id));
  }
  const known = costs !== null && costs.length > 0;
  const net = known ? sum(costs.map((cost) => cost.quote.net)) : null;
  const vat = known ? sum(costs.map((cost) => cost.quote.vat)) : null;
  if (net === locked.net && vat === locked.vat) return;
  await tx.update(order).set({ net, vat }).where(eq(order.id, locked.id));
}
