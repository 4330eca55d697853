import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { orderItem, orderItemQuantity, orderRecipient } from "~db/schema/orders";
import { itemsFor, type OrderableItem } from "~/domain/catalogue/solution-views.server";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import type { UnitPrice } from "~/domain/money/money";
import { agreedPrice } from "~/domain/pricing/agreed-price";
import { groupDigits } from "~/domain/pricing/quote";
import { mostOf } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { usualNature } from "~/domain/who-pays/cost";
import { storeSnapshot } from "~/domain/who-pays/price-snapshot";

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
 * Writes what is ordered in place of what was there, at today's list prices or agreed ones below them. Throws
 * rule-broken for what is not offered any more, for a price above list and for a quantity beyond reason.
 * Codes: rule-broken `item-not-offered`, `agreed-price-above-list`, `not-a-recipient` and
 * `quantity-too-large`, bad-request `quantity-below-zero`.
 */
export async function writeItems(
  tx: Tx,
  order: { id: string; solutionId: string; startsOn: Day | null },
  { chosen, today }: { chosen: readonly ChosenItem[]; today: Day },
): Promise<void> {
  const offered = await itemsFor(tx, order.solutionId, today);
  const recipients = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, order.id));
  const codes = new Set(recipients.map((row) => row.organisationCode));
  const rows = chosen.map((item) => ({ item, row: toRow(order.id, item, offered) }));
  // An order is delivered on one day, which was set with its dates and does not change with what is ordered.
  const [former] = await tx
    .select({ deliveryOn: orderItem.deliveryOn })
    .from(orderItem)
    .where(eq(orderItem.orderId, order.id))
    .limit(1);
  await clearItems(tx, order.id);
  await insertItems(tx, rows, { codes, deliveryOn: former?.deliveryOn ?? order.startsOn });
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
    price,
    orderId,
    itemId,
    priceId: item.priceId,
    priceSnapshot: storeSnapshot({ list: price, agreed }),
    costCategory,
    nature: item.nature ?? usualNature(costCategory),
  };
}

/** A slip of the finger must not become a signed order: of nothing is more ordered than there is. */
function requireReasonable(total: bigint, price: { unit: string; quantityNoun: string }): void {
  const most = mostOf(price.unit);
  if (total <= most) return;
  throw new Problem("rule-broken", "quantity-too-large", {
    title: `An order takes from 1 to ${groupDigits(most)} ${price.quantityNoun}, and this one has ${groupDigits(total)}.`,
    detail: "Check the quantities of the recipients: a digit too many is the usual reason.",
  });
}

function quantitiesOf(
  item: ChosenItem,
  recipients: ReadonlySet<string>,
  price: { unit: string; quantityNoun: string },
) {
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
  requireReasonable(
    rows.reduce((total, row) => total + row.quantity, 0n),
    price,
  );
  return rows.filter((row) => row.quantity > 0n);
}

/** Items in one statement and their quantities in another. */
async function insertItems(
  tx: Tx,
  rows: readonly { item: ChosenItem; row: ReturnType<typeof toRow> }[],
  { codes, deliveryOn }: { codes: ReadonlySet<string>; deliveryOn: Day | null },
): Promise<void> {
  const items = rows.map(({ item, row: { price, ...row } }) => ({
    item,
    price,
    row: { ...row, id: randomUUID(), deliveryOn },
  }));
  await insertRows(
    tx,
    orderItem,
    items.map(({ row }) => row),
  );
  const quantities = items.flatMap(({ item, price, row }) =>
    quantitiesOf(item, codes, price).map((one) => ({ ...one, orderItemId: row.id })),
  );
  await insertRows(tx, orderItemQuantity, quantities);
}

async function clearItems(tx: Tx, orderId: string): Promise<void> {
  const own = tx.select({ id: orderItem.id }).from(orderItem).where(eq(orderItem.orderId, orderId));
  await tx.delete(orderItemQuantity).where(isAnyOf(orderItemQuantity.orderItemId, own));
  await tx.delete(orderItem).where(and(eq(orderItem.orderId, orderId)));
}
