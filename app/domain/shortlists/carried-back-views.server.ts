import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { award } from "~db/schema/shortlists";
import { needAgain } from "~/domain/orders/draft/added";
import { readCompared } from "~/domain/orders/draft/compared";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";

/**
 * What of an order goes into the new need: quantities, and in words what no need counts; null where the award kept no
 * comparison.
 */
export async function carriedBack(
  q: Queryable,
  of: { orderId: string; solutionId: string; compared: unknown },
): Promise<ReturnType<typeof needAgain> | null> {
  const compared = readCompared(of.compared);
  if (!compared) return null;
  const all = await itemsOfOrder(q, of.orderId);
  const [items, services] = [true, false].map((own) =>
    all.filter((item) => (item.itemId === of.solutionId) === own),
  );
  return needAgain(compared, items!, services!);
}

/** The same for the page that asks whether to go back, by the order's award. */
export async function carriedBackView(
  q: Queryable,
  order: { id: string; solutionId: string; awardId: string },
) {
  const [from] = await q.select({ compared: award.compared }).from(award).where(eq(award.id, order.awardId));
  return carriedBack(q, { orderId: order.id, solutionId: order.solutionId, compared: from?.compared });
}
