import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";

/** What turns on what an officer may change of a fund alone. */
export interface HeldFund {
  name: string;
  closesOn: Day;
  /** What it holds that is neither reserved nor paid, in pence. */
  free: Pence;
}

/**
 * Whether a second officer decides on new dates: where orders could use the fund for fewer days than was said, and it holds
 * more than the sum up to which one officer puts money in. Keeping it open longer takes nothing from anybody. In pence.
 */
export function closingNeedsTwo(fund: HeldFund, closesOn: Day, limit: Pence): boolean {
  return closesOn < fund.closesOn && fund.free > limit;
}

/** The same of making a fund's allocations bind, or not any more: it decides who may use what the fund holds. In pence. */
export function bindingNeedsTwo(fund: Pick<HeldFund, "free">, limit: Pence): boolean {
  return fund.free > limit;
}

/** The refusal to one officer alone, with what to do instead. The sums are pence. */
export function needsTwo(fund: Pick<HeldFund, "name" | "free">, what: string, limit: Pence): Problem {
  return new Problem("not-allowed", "needs-second-officer", {
    title: `Two officers ${what}, which holds ${formatPence(fund.free)}.`,
    detail: `One alone may do so where a fund holds up to ${formatPence(limit)}. Propose it, and another commercial officer decides.`,
    rule: "The person who approves is not the one who proposed",
  });
}
