import { whyNoMoneyInto, type ClosedThrough } from "~/domain/ledger/closed-year";
import { formatDay, type Day } from "../shared/day";
import { Problem } from "../shared/problem";
import { fundState, lastPossibleDay, type FundTerms } from "./fund";

/**
 * Why no money can be added to a fund today, with what to do next; null when it can. The fund's page, the
 * form, its check page, the request and the approval are all judged by it. Answers null or Problem
 * rule-broken `fund-year-closed` and `fund-closed`.
 */
export function whyNotAdd(
  fund: Pick<FundTerms, "name" | "financialYear" | "opensOn" | "closesOn"> & {
    id: string;
    carriesOver: boolean;
  },
  today: Day,
  through: ClosedThrough,
): Problem | null {
  const kept = whyNoMoneyInto(fund, through);
  if (kept) {
    return new Problem("rule-broken", "fund-year-closed", {
      title: kept,
      detail: "Add the money to a fund of a year that is open.",
      rule: "Nothing is recorded in a closed year",
      next: { label: "See the funds", href: "/commercial/funding" },
    });
  }
  if (fundState(fund, today) !== "closed") return null;
  const title = `${fund.name} closed on ${formatDay(fund.closesOn)}, so money added to it could not be used.`;
  // Where its dates could not be changed to a day that is still to come, nobody is sent to try.
  if (lastPossibleDay(fund) < today) {
    return new Problem("rule-broken", "fund-closed", {
      title,
      detail: `Its last day cannot be later than ${formatDay(lastPossibleDay(fund))}. Add the money to a fund that is open.`,
      next: { label: "See the funds", href: "/commercial/funding" },
    });
  }
  return new Problem("rule-broken", "fund-closed", {
    title,
    detail: "Change its last day for orders first, or add the money to a fund that is open.",
    next: {
      label: "Change its last day for orders",
      href: `/commercial/funding/${encodeURIComponent(fund.id)}/dates`,
    },
  });
}
