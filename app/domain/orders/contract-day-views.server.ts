import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { orderMilestone } from "~db/schema/orders";
import type { Day } from "~/domain/shared/day";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import { daysNotInContract } from "./contract-days";

/** The deliveries and milestones of an order that lie outside its contract's days, each with why. */
export async function contractDayFaults(
  q: Queryable,
  order: { id: string; startsOn: Day | null; termMonths: number | null },
) {
  const [items, milestones] = await Promise.all([
    itemsOfOrder(q, order.id),
    q
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, order.id))
      .orderBy(asc(orderMilestone.position)),
  ]);
  return daysNotInContract(order, [
    ...items.flatMap(({ name, deliveryOn }) =>
      deliveryOn ? [{ part: "dates" as const, name: `The delivery of ${name}`, on: deliveryOn }] : [],
    ),
    ...milestones.map(({ title, dueOn }) => ({ part: "milestones" as const, name: title, on: dueOn })),
  ]);
}
