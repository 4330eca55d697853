import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { order, orderItem } from "~db/schema/orders";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { checkDates, type Dates } from "./dates";
import { factChange } from "./order-changes";
import { refreshOrderTotals } from "./refresh-order-totals.server";

/**
 * Sets start, term and delivery, within what the lot and the framework allow. The term is in months; the days
 * are London days. Throws Problem rule-broken `dates-not-allowed`, and what its guards throw.
 */
export async function setDates(tx: Tx, change: Change & { today: Day }, dates: Dates): Promise<Changed> {
  return changeOrder(tx, change, "order.dates-set", async (locked) => {
    const [limits] = await tx
      .select({
        lotName: lot.name,
        frameworkName: framework.name,
        frameworkEndsOn: framework.endsOn,
        minimumTermMonths: lot.minimumTermMonths,
        maximumTermMonths: lot.maximumTermMonths,
      })
      .from(lot)
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .where(eq(lot.id, locked.lotId));
    const reasons = checkDates(dates, limits!, change.today);
    if (reasons.length > 0) {
      throw new Problem("rule-broken", "dates-not-allowed", {
        title: "These dates are not possible.",
        detail: reasons.join(" "),
        rule: "Term and dates of the framework's lot",
      });
    }
    const { startsOn, termMonths } = dates;
    const [first] = await tx
      .select({ deliveryOn: orderItem.deliveryOn })
      .from(orderItem)
      .where(eq(orderItem.orderId, locked.id))
      .limit(1);
    await tx.update(order).set({ startsOn, termMonths }).where(eq(order.id, locked.id));
    const deliveryOn = dates.deliveryOn ?? startsOn;
    const before = {
      startsOn: locked.startsOn,
      termMonths: locked.termMonths,
      deliveryOn: first ? first.deliveryOn : deliveryOn,
    };
    const dayText = (value: Day | null) => value && formatDay(value);
    const monthsText = (value: number | null) => value && `${value} months`;
    await tx.update(orderItem).set({ deliveryOn }).where(eq(orderItem.orderId, locked.id));
    await refreshOrderTotals(tx, { ...locked, startsOn, termMonths });
    return {
      summary: `Changed the dates: ${[
        ...factChange("start", dayText(before.startsOn), dayText(startsOn)),
        ...factChange("term", monthsText(before.termMonths) || null, monthsText(termMonths) || null),
        ...factChange("delivery", dayText(before.deliveryOn), dayText(deliveryOn)),
      ].join(", ")}`,
      before,
      after: { startsOn, termMonths, deliveryOn },
    };
  });
}
