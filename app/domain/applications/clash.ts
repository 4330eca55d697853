import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { groupedBy } from "../shared/grouped-by";
import { Problem } from "../shared/problem";
import { costName, type NeedCost } from "./profile/profile";

interface Paid {
  awardId: string;
  fundName: string;
  cost: NeedCost;
  /** What that award gives for the cost. */
  amount: Pence;
}

/**
 * Which costs another award pays already, a sentence for each award with all of its costs: why an application cannot be
 * sent or awarded. None when no other award pays.
 */
export function whyPaidAlready(clashes: readonly Paid[]): string[] {
  const awards = groupedBy(clashes, ({ awardId }) => awardId);
  return [...awards.values()].map((costs) => {
    const { awardId, fundName } = costs[0]!;
    const sums = costs.map(({ amount, cost }) => `${formatPence(amount)} for ${costName(cost)}`);
    const list = [sums.slice(0, -1).join("; "), sums.at(-1)].filter(Boolean).join(" and ");
    return `Award ${awardId} from ${fundName} pays already: ${list}.`;
  });
}

/** What is to be done about it, by either side. */
export const PAID_ALREADY_NEXT =
  "One cost is never paid twice from two funds. Ask for another cost, or wait until the other award is turned down, given back whole or withdrawn.";

/**
 * The refusal for costs that other awards pay: names each award, its fund, and every cost with its sum. Answers Problem
 * rule-broken `cost-paid-already`.
 */
export function paidAlready(clashes: readonly [Paid, ...Paid[]]): Problem {
  const [first] = clashes;
  return new Problem(
    "rule-broken",
    "cost-paid-already",
    {
      title: whyPaidAlready(clashes).join(" "),
      detail: PAID_ALREADY_NEXT,
      rule: "One award for one cost",
    },
    { awardId: first.awardId, fundName: first.fundName, amount: first.amount.toString() },
  );
}
