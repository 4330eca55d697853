import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { orderMilestone } from "~db/schema/orders";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { calculateCost } from "~/domain/who-pays/calculate-cost.server";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { checkMilestones, type Milestone } from "../milestones";
import type { LockedOrder } from "../lock-order.server";
import { milestoneChanges } from "./order-changes";

/**
 * Says which results trigger which part of every payment; the parts sum to 100%. Parts are basis points.
 * Throws Problem rule-broken `milestones-do-not-add-up`, and what its guards throw.
 */
export async function setMilestones(
  tx: Tx,
  change: Change & { today: Day },
  milestones: readonly Milestone[],
): Promise<Changed> {
  return changeOrder(tx, change, "order.milestones-set", async (locked) => {
    const { id, startsOn, termMonths } = locked;
    const contract = startsOn && termMonths ? { startsOn, termMonths } : null;
    const reasons = checkMilestones(
      milestones,
      contract,
      await releasing(tx, locked, { milestones, on: change.today }),
    );
    if (reasons.length > 0) {
      throw new Problem("rule-broken", "milestones-do-not-add-up", {
        title: "These milestones cannot stand.",
        detail: reasons.join(" "),
        rule: "The parts of an order's milestones sum to 100%",
      });
    }
    const stored = await tx
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
    const kept = ({ title, dueOn, paymentBasisPoints }: Milestone) => ({ title, dueOn, paymentBasisPoints });
    const [before, after] = [stored.map(kept), rows.map(kept)];
    return {
      summary: `Changed the milestones: ${milestoneChanges(before, after).join("; ") || "their order"}`,
      before,
      after,
    };
  });
}

/** At which milestones the rules of today release money; asked only where one has no part of its own. */
async function releasing(
  tx: Tx,
  locked: LockedOrder,
  { milestones, on }: { milestones: readonly Milestone[]; on: Day },
): Promise<string[]> {
  if (milestones.every((milestone) => milestone.paymentBasisPoints > 0)) return [];
  const cost = await calculateCost(tx, locked, on);
  return (cost?.shares ?? []).flatMap((share) => (share.trace.releases ?? []).map((part) => part.milestone));
}
