import { listed } from "~/domain/shared/sentence";
import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { orderMilestone } from "~db/schema/orders";
import { Problem } from "~/domain/shared/problem";
import type { CalculatedCost } from "~/domain/who-pays/calculate-cost.server";
import { requireFittingFunds } from "./require-fitting-funds.server";
import { sameMilestone } from "~/domain/who-pays/share-trace";

/**
 * What the agreement asks of an order before it can be sent: earmarks are kept, its funds fit, and every
 * milestone for which a payer holds money back is one of the order's, or nobody could ever release it. Throws
 * a Problem that says what is missing and by how much. Throws Problem rule-broken `earmark-missed`,
 * `fund-does-not-fit` and `release-milestone-missing`.
 */
export async function requirePayable(
  tx: Tx,
  order: { id: string; buyerCode: string },
  cost: Pick<CalculatedCost, "shares" | "missedEarmarks">,
): Promise<void> {
  if (cost.missedEarmarks.length > 0) {
    throw new Problem("rule-broken", "earmark-missed", {
      title: "This order does not keep an earmark of its agreement.",
      detail: `${cost.missedEarmarks.join(" ")} Add such items, or buy less of the others, and check the order again.`,
      rule: "Who pays what",
      next: { label: "Go to items and quantities", href: `/buying/orders/${order.id}/items` },
    });
  }
  await requireFittingFunds(tx, order, cost.shares);
  await requireMilestones(tx, order.id, cost.shares);
}

async function requireMilestones(tx: Tx, orderId: string, shares: CalculatedCost["shares"]): Promise<void> {
  const held = shares.flatMap((share) => share.trace.releases ?? []);
  if (held.length === 0) return;
  const milestones = await tx
    .select({ title: orderMilestone.title })
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(asc(orderMilestone.position));
  const missing = held.filter((part) => !milestones.some((one) => sameMilestone(one.title, part.milestone)));
  if (missing.length === 0) return;
  const names = listed([...new Set(missing.map((part) => `“${part.milestone}”`))]);
  const rules = listed([...new Set(missing.map((part) => part.ruleNumber))]);
  throw new Problem(
    "rule-broken",
    "release-milestone-missing",
    {
      title: `This order needs a milestone with the title ${names}.`,
      detail: `Rule ${rules} of the agreement releases a payer’s money when that milestone is met. Add it, with any part of the price.`,
      rule: "Who pays what",
      next: { label: "Go to the milestones", href: `/buying/orders/${orderId}/milestones` },
    },
    { milestones: [...new Set(missing.map((part) => part.milestone))] },
  );
}
