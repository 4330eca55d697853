import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { orderItem, orderItemQuantity, orderRecipient } from "~db/schema/ordering";
import { itemsFor, type OrderableItem } from "~/domain/catalogue/solution-views.server";
import type { Nature } from "~/domain/cost-sharing/cost-line";
import type { UnitPrice } from "~/domain/money/money";
import { agreedPrice } from "~/domain/pricing/agreed-price";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { usualNature } from "./cost";
import { itemsOfOrder } from "./item-views.server";
import { storeSnapshot } from "./price-snapshot";
import { refreshOrderTotals } from "./refresh-order-totals.server";

export interface ChosenItem {
  itemId: string;
  priceId: string;
  /** One for each tier of the list price, at or below it; left out, the list price. */
  agreedUnitPrices?: readonly UnitPrice[] | null;
  /** By recipient code, in the price's units. Zero leaves the recipient out. */
  quantities: Readonly<Record<string, bigint>>;
  nature?: Nature;
}

/**
 * Says what is ordered, at which price, and how many each recipient gets; replaces what was there. Prices are today's
 * list prices of the awarded solution and its services, or agreed prices below them, and are kept with the order.
 */
export async function setItems(
  tx: Tx,
  change: Change & { today: Day },
  chosen: readonly ChosenItem[],
): Promise<Changed> {
  return changeOrder(tx, change, "order.items-set", async (locked) => {
    const offered = await itemsFor(tx, locked.solutionId, change.today);
    const recipients = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, locked.id));
    const codes = new Set(recipients.map((row) => row.organisationCode));
    const before = await itemsOfOrder(tx, locked.id);
    const rows = chosen.map((item) => ({ item, row: toRow(locked.id, item, offered) }));
    await clearItems(tx, locked.id);
    await insertItems(tx, rows, { codes, deliveryOn: locked.startsOn });
    await refreshOrderTotals(tx, locked);
    const brief = (item: ChosenItem) => ({
      itemId: item.itemId,
      priceId: item.priceId,
      quantities: item.quantities,
    });
    return {
      summary: `Set ${chosen.length} ${chosen.length === 1 ? "item" : "items"}`,
      before: before.map(({ itemId, priceId, quantities }) => ({ itemId, priceId, quantities })),
      after: chosen.map(brief),
    };
  });
}

function toRow(orderId: string, item: ChosenItem, offered: readonly OrderableItem[]) {
  const offer = offered.find((one) => one.id === item.itemId);
  const list = offer?.prices.find((one) => one.id === item.priceId);
  if (!offer || !list) {
    throw new Problem("rule-broken", "item-not-offered", {
      title: "One of these items or prices is not offered with this solution any more.",
      detail: "Open this page again to see today's items and prices, and choose from them.",
    });
  }
  const { itemId, costCategory, validFrom: _from, validTo: _to, ...price } = list;
  const agreed = item.agreedUnitPrices ? [...item.agreedUnitPrices] : null;
  agreedPrice(price, agreed); // throws when above list
  return {
    orderId,
    itemId,
    priceId: item.priceId,
    priceSnapshot: storeSnapshot({ list: price, agreed }),
    costCategory,
    nature: item.nature ?? usualNature(costCategory),
  };
}

function quantitiesOf(item: ChosenItem, recipients: ReadonlySet<string>) {
  const rows = Object.entries(item.quantities).map(([organisationCode, quantity]) => ({
    organisationCode,
    quantity,
  }));
  for (const { organisationCode, quantity } of rows) {
    if (quantity < 0n)
      throw new Problem("bad-request", "quantity-below-zero", "A quantity cannot be below zero.");
    if (!recipients.has(organisationCode)) {
      throw new Problem("rule-broken", "not-a-recipient", {
        title: `${organisationCode} is not a recipient of this order.`,
        detail: "Add it to the recipients first, or leave its quantity empty.",
      });
    }
  }
  return rows.filter((row) => row.quantity > 0n);
}

/** Items in one statement and their quantities in another. */
async function insertItems(
  tx: Tx,
  rows: readonly { item: ChosenItem; row: ReturnType<typeof toRow> }[],
  { codes, deliveryOn }: { codes: ReadonlySet<string>; deliveryOn: Day | null },
): Promise<void> {
  const items = rows.map(({ item, row }) => ({ item, row: { ...row, id: randomUUID(), deliveryOn } }));
  await insertRows(
    tx,
    orderItem,
    items.map(({ row }) => row),
  );
  const quantities = items.flatMap(({ item, row }) =>
    quantitiesOf(item, codes).map((one) => ({ ...one, orderItemId: row.id })),
  );
  await insertRows(tx, orderItemQuantity, quantities);
}

async function clearItems(tx: Tx, orderId: string): Promise<void> {
  const own = tx.select({ id: orderItem.id }).from(orderItem).where(eq(orderItem.orderId, orderId));
  await tx.delete(orderItemQuantity).where(isAnyOf(orderItemQuantity.orderItemId, own));
  await tx.delete(orderItem).where(and(eq(orderItem.orderId, orderId)));
}
