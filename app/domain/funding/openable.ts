import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { contradictionsOf, type NewFund } from "./fund";

/** Throws fund-contradicts-itself with every reason why a fund cannot be opened on these terms. */
export function requireOpenable(fund: NewFund, amount: Pence): void {
  const reasons = contradictionsOf(fund, amount);
  if (reasons.length === 0) return;
  throw new Problem("rule-broken", "fund-contradicts-itself", {
    title: "This fund cannot be opened on these terms.",
    detail: reasons.join(" "),
  });
}
