import { whyNoMoneyInto, type ClosedThrough } from "~/domain/ledger/closed-year";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { contradictionsOf, type NewFund } from "./fund";

/**
 * Throws fund-contradicts-itself with every reason why a fund cannot be opened on these terms, a closed year being one.
 */
export function requireOpenable(fund: NewFund, amount: Pence, through: ClosedThrough): void {
  const kept = whyNoMoneyInto(fund, through);
  const reasons = [...contradictionsOf(fund, amount), ...(kept ? [kept] : [])];
  if (reasons.length === 0) return;
  throw new Problem("rule-broken", "fund-contradicts-itself", {
    title: "This fund cannot be opened on these terms.",
    detail: reasons.join(" "),
  });
}
