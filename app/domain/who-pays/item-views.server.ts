import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { orderItem, orderItemQuantity } from "~db/schema/orders";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { CostedItem } from "./cost";
import { readSnapshot } from "./price-snapshot";

export interface OrderedItem extends CostedItem {
  itemId: string;
  priceId: string;
  name: string;
  kind: string;
  deliveryOn: Day | null;
  net: Pence | null;
  vat: Pence | null;
}

/** The items of an order with their frozen prices and quantities; the solution first, then by name. */
export async function itemsOfOrder(q: Queryable, orderId: string): Promise<OrderedItem[]> {
  const rows = await q
    .select({
      item: orderItem,
      name: catalogueItem.name,
      kind: catalogueItem.kind,
      // Within the row of its item, whose price would otherwise be sent again for each of two thousand recipients.
      quantities: sql<[string, string][]>`coalesce((
        select json_agg(json_build_array(${orderItemQuantity.organisationCode}, ${orderItemQuantity.quantity}::text)
            order by ${orderItemQuantity.organisationCode})
          from ${orderItemQuantity} where ${orderItemQuantity.orderItemId} = ${orderItem.id}), '[]')`,
    })
    .from(orderItem)
    .innerJoin(catalogueItem, eq(catalogueItem.id, orderItem.itemId))
    .where(eq(orderItem.orderId, orderId))
    .orderBy(asc(catalogueItem.name), asc(orderItem.priceId));
  const first = (kind: string) => (kind === "solution" ? 0 : kind === "additional_service" ? 1 : 2);
  return rows
    .map(({ item, name, kind, quantities }) => {
      const { list, agreed } = readSnapshot(item.priceSnapshot);
      return {
        id: item.id,
        itemId: item.itemId,
        priceId: item.priceId,
        name,
        kind,
        costCategory: item.costCategory,
        nature: item.nature as Nature,
        deliveryOn: item.deliveryOn,
        price: list,
        agreed,
        quantities: quantities.map(([organisationCode, quantity]) => ({
          organisationCode,
          quantity: BigInt(quantity),
        })),
        net: item.net,
        vat: item.vat,
      };
    })
    .sort((a, b) => first(a.kind) - first(b.kind));
}
