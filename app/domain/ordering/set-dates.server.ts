import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { order, orderItem } from "~db/schema/ordering";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { checkDates, type Dates } from "./dates";
import { refreshOrderTotals } from "./refresh-order-totals.server";

/** Sets start, term and delivery, within what the lot and the framework allow. */
export async function setDates(tx: Tx, change: Change & { today: Day }, dates: Dates): Promise<Changed> {
  return changeOrder(tx, change, "order.dates-set", async (locked) => {
    const [limits] = await tx
      .select({
        lotName: lot.name,
        frameworkName: framework.name,
        frameworkEndsOn: framework.endsOn,
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
    await tx.update(order).set({ startsOn, termMonths }).where(eq(order.id, locked.id));
    const deliveryOn = dates.deliveryOn ?? startsOn;
    await tx.update(orderItem).set({ deliveryOn }).where(eq(orderItem.orderId, locked.id));
    await refreshOrderTotals(tx, { ...locked, startsOn, termMonths });
    return {
      summary: `Set the dates: from ${formatDay(startsOn)} for ${termMonths} months`,
      before: { startsOn: locked.startsOn, termMonths: locked.termMonths },
      after: { startsOn, termMonths, deliveryOn },
    };
  });
}
