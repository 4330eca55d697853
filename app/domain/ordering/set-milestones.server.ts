import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { orderMilestone } from "~db/schema/ordering";
import { lastDayOf } from "~/domain/pricing/quote-by-period";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { checkMilestones, type Milestone } from "./milestones";

/** Says which results trigger which part of every payment; the parts sum to 100%. */
export async function setMilestones(
  tx: Tx,
  change: Change,
  milestones: readonly Milestone[],
): Promise<Changed> {
  return changeOrder(tx, change, "order.milestones-set", async ({ id, startsOn, termMonths }) => {
    const term = startsOn && termMonths ? { from: startsOn, to: lastDayOf(startsOn, termMonths) } : null;
    const reasons = checkMilestones(milestones, term);
    if (reasons.length > 0) {
      throw new Problem("rule-broken", "milestones-do-not-add-up", {
        title: "These milestones cannot stand.",
        detail: reasons.join(" "),
        rule: "The parts of an order's milestones sum to 100%",
      });
    }
    const before = await tx
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, id))
      .orderBy(asc(orderMilestone.position));
    await tx.delete(orderMilestone).where(eq(orderMilestone.orderId, id));
    const rows = milestones.map((milestone, index) => ({
      orderId: id,
      position: index + 1,
      title: milestone.title.trim(),
      dueOn: milestone.dueOn,
      paymentBasisPoints: milestone.paymentBasisPoints,
    }));
    await insertRows(tx, orderMilestone, rows);
    return {
      summary: `Set ${rows.length} ${rows.length === 1 ? "milestone" : "milestones"}`,
      before,
      after: rows,
    };
  });
}
