import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import { stepsAt } from "~/domain/cost-sharing/trace";
import { smaller, ZERO, type Pence } from "~/domain/money/money";
import { addMonths, type Day } from "~/domain/shared/day";
import type { FreeSpend } from "./local-spend";

/** How much of which recorded spend an order has had matched. */
export interface MatchedSpend {
  localSpendId: string;
  amount: Pence;
}

/** What a rule paid in the end: what it put down, less what a cap took back of it. */
function paidBy(split: CostSplit, ruleNumber: number): bigint {
  let paid = 0n;
  split.shares.forEach((_, index) => {
    for (const step of stepsAt(split.trace, index)) {
      const own =
        step.ruleNumber === ruleNumber || (step.kind === "cut" && step.context.askedBy === ruleNumber);
      if (own) paid += step.amount;
    }
  });
  return paid;
}

/**
 * The spend behind what the match rules of an agreement pay, the oldest first, so that no pound of it is
 * matched again: as much as the payment needed at the rule's ratio, rounded up. What a ceiling or a cap left
 * unmatched stays free. In pence.
 */
export function matchedSpend(
  split: CostSplit,
  agreement: AgreementVersion,
  free: readonly FreeSpend[],
  orderDate: Day,
): MatchedSpend[] {
  const used = new Map<string, Pence>();
  for (const rule of agreement.rules) {
    if (rule.shape !== "match") continue;
    const paid = paidBy(split, rule.ruleNumber);
    const { numerator, denominator } = rule.ratio;
    let needed = ((paid * BigInt(denominator) + BigInt(numerator) - 1n) / BigInt(numerator)) as Pence;
    const from = addMonths(orderDate, -rule.windowMonths);
    for (const spend of free) {
      if (needed <= 0n) break;
      const counts = rule.eligibleCategories.includes(spend.category) && spend.spentOn >= from;
      if (!counts || spend.spentOn > orderDate) continue;
      const before = used.get(spend.id) ?? ZERO;
      const taken = smaller(needed, (spend.amount - before) as Pence);
      if (taken > 0n) used.set(spend.id, (before + taken) as Pence);
      needed = (needed - taken) as Pence;
    }
  }
  return [...used].map(([localSpendId, amount]) => ({ localSpendId, amount }));
}
