import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { orderItem } from "~db/schema/orders";
import { whyNotOrderable, type ListingState } from "~/domain/catalogue/listing";
import { Problem } from "~/domain/shared/problem";

/**
 * Asks that the solution of an order and everything in it is on sale at this moment, and keeps it so until the transaction ends: what
 * is suspended or withdrawn while an order is on its way is not ordered any more. `wayOn` says what to do. Throws Problem rule-broken
 * `not-on-sale`.
 */
export async function requireOnSale(
  tx: Tx,
  order: { id: string; solutionId: string },
  wayOn: string,
): Promise<void> {
  const [solution] = await tx
    .select()
    .from(catalogueItem)
    .where(eq(catalogueItem.id, order.solutionId))
    .for("share");
  const ordered = await tx
    .select({ item: catalogueItem })
    .from(orderItem)
    .innerJoin(catalogueItem, eq(catalogueItem.id, orderItem.itemId))
    .where(eq(orderItem.orderId, order.id))
    .orderBy(asc(catalogueItem.id))
    .for("share", { of: catalogueItem });
  for (const item of [solution!, ...ordered.map((row) => row.item)]) {
    const why = whyNotOrderable({ ...item, state: item.state as ListingState });
    if (why === null) continue;
    throw new Problem(
      "rule-broken",
      "not-on-sale",
      { title: why, detail: wayOn, rule: "Only what is on sale in the catalogue is ordered" },
      { itemId: item.id, state: item.state },
    );
  }
}
