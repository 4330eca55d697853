import { whyNoMoneyInto, type ClosedThrough } from "~/domain/ledger/closed-year";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { contradictionsOf, type NewFund } from "./fund";

/**
 * Every reason why a fund cannot be opened on these terms, a closed year being one; null when it can. Answers
 * null or Problem rule-broken `fund-contradicts-itself`.
 */
export function whyNotOpen(fund: NewFund, amount: Pence, through: ClosedThrough): Problem | null {
  const kept = whyNoMoneyInto(fund, through);
  const reasons = [...contradictionsOf(fund, amount), ...(kept ? [kept] : [])];
  if (reasons.length === 0) return null;
  return new Problem("rule-broken", "fund-contradicts-itself", {
    title: "This fund cannot be opened on these terms.",
    detail: reasons.join(" "),
  });
}

/**
 * Throws fund-contradicts-itself where `whyNotOpen` has a reason. Throws Problem rule-broken
 * `fund-contradicts-itself`.
 */
export function requireOpenable(fund: NewFund, amount: Pence, through: ClosedThrough): void {
  const reason = whyNotOpen(fund, amount, through);
  if (reason) throw reason;
}
