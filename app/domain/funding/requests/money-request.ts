import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import type { NewFund } from "../fund";

/** What two officers decide together, and how a page names it. */
export const MONEY_REQUESTS = {
  open: "Open a fund",
  add: "Add money to a fund",
  reverse: "Reverse a movement of the ledger",
  limit: "Change the limit for one officer",
} as const;
export type MoneyRequestKind = keyof typeof MONEY_REQUESTS;

/** The sum of a request in a few words: a limit is what it would become, and no payment. */
export function requestSum(kind: MoneyRequestKind, amount: Pence): string {
  return kind === "limit" ? `to ${formatPence(amount)}` : formatPence(amount);
}
export type MoneyRequestState = "requested" | "approved" | "declined" | "withdrawn";
/** The same as it is seen: what was approved and done may have been reversed since. */
export type MoneyRequestStateNow = MoneyRequestState | "reversed";

/** What is asked for. A reversal takes back whatever its movement moved; a limit is a sum in pence. */
export type MoneyWish =
  | { kind: "open"; fund: NewFund; amount: Pence }
  | { kind: "add"; fundId: string; amount: Pence }
  | { kind: "reverse"; transactionId: string }
  | { kind: "limit"; amount: Pence };

/**
 * Whether a sum that goes into a fund needs a second officer: when it comes, with what this officer has put
 * into the same fund alone in this financial year (`alone`), to more than the limit that the centre has set.
 * Several small sums are not less than a large one. A reversal always does, because what it takes back needed
 * more than one person; so does a change of the limit. Sums are pence.
 */
export function needsSecondOfficer(amount: Pence, limit: Pence, alone: Pence): boolean {
  return alone + amount > limit;
}

/** Terms of a fund as they come back from JSON, which holds no fewer fields than the form gave. */
export function fundOf(terms: unknown): NewFund {
  return terms as NewFund;
}
