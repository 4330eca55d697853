import { CLAWBACK_EVENTS, type ClawbackTrigger } from "~/domain/agreements/rules/rule";
import { isClosedYear, type ClosedThrough } from "~/domain/ledger/closed-year";
import { payingAccount, sourceAccount } from "~/domain/ledger/ledger";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";

export type ClawbackState = "requested" | "approved" | "declined";
/** The same as it is seen: what was approved may have been reversed since, and its payments may be asked back again. */
export type ClawbackStateNow = ClawbackState | "reversed";

/**
 * Throws a Problem when a clawback is decided already, or the one who asked would decide it. Throws Problem
 * not-found `no-such-clawback`, conflict `clawback-decided`, not-allowed `clawback-own-request`.
 */
export function requireDecidable(
  row: { state: string; requestedBy: string } | undefined,
  userId: string | null,
): asserts row {
  if (!row) throw new Problem("not-found", "no-such-clawback", "There is no such clawback.");
  if (row.state !== "requested") {
    throw new Problem("conflict", "clawback-decided", {
      title: `This clawback is ${row.state} already.`,
      detail: "It is decided once. The list shows by whom and when.",
    });
  }
  if (userId === null || userId === row.requestedBy) {
    throw new Problem("not-allowed", "clawback-own-request", {
      title: "You asked for this clawback yourself, so another commercial officer decides.",
      detail: "Two people stand behind every movement of money.",
      rule: "The person who approves is not the one who asked",
    });
  }
}

/**
 * The account that a clawback goes back to: that which paid, or where its fund's year is closed the fund's payer, which
 * may put the money into a fund of an open year. A closed year takes no money and gives none.
 */
export function whereItGoesBack(
  row: { payerCode: string; fundId: string | null },
  fund: { financialYear: FinancialYear; payerCode: string } | null,
  through: ClosedThrough,
): { account: string; closed: boolean } {
  if (fund !== null && isClosedYear(fund.financialYear, through)) {
    return { account: sourceAccount(fund.payerCode), closed: true };
  }
  return { account: payingAccount(row), closed: false };
}

/** "a required standard lapsed: DTAC, by certificate DVC-000012": what happened, with what it rests on. */
export function happeningWords(row: {
  trigger: ClawbackTrigger;
  standardTitle: string | null;
  certificateNumber: string | null;
}): string {
  if (row.certificateNumber === null) return CLAWBACK_EVENTS[row.trigger];
  return `${CLAWBACK_EVENTS[row.trigger]}: ${row.standardTitle}, by certificate ${row.certificateNumber}`;
}

/** Why money goes to a fund's payer, and how it comes into use again. */
export const CLOSED_YEAR_TAKES_NOTHING =
  "The year of the fund is closed, and a closed year takes no money. To use it again, add it to a fund of a year that is open.";

/** Where the money goes in a few words: "Frontline 2026/27", "NHS England", or the payer of a fund whose year is closed. */
export function backToWords(row: { payerName: string; fundName: string | null; toPayer: boolean }): string {
  if (row.fundName === null) return row.payerName;
  return row.toPayer ? `${row.payerName}, the payer of ${row.fundName}` : row.fundName;
}
