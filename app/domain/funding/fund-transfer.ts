import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { formatFinancialYear, type FinancialYear } from "../shared/financial-year";
import type { Nature } from "./fund";

export type TransferPurpose = "transfer" | "carry-over";
export type TransferState = "requested" | "approved" | "declined" | "withdrawn";

/** What the rules need to know of a fund that gives or gets. */
export interface TransferFund {
  fundId: string;
  name: string;
  payerCode: string;
  payerName: string;
  nature: Nature;
  financialYear: FinancialYear;
  carriesOver: boolean;
  /** Put in, reserved, paid and free, in pence. */
  allocated: Pence;
  free: Pence;
  /** The sum set aside for named organisations. */
  setAside: Pence;
}

/** Why money cannot go from one fund to another, one plain sentence each; none when it can. */
export function whyNotTransfer(
  kind: TransferPurpose,
  from: TransferFund,
  to: TransferFund,
  amount: Pence,
): string[] {
  const reasons: string[] = [];
  if (amount <= 0n) reasons.push("Enter an amount above zero.");
  if (from.fundId === to.fundId) return [...reasons, "Choose two different funds."];
  if (from.payerCode !== to.payerCode) {
    reasons.push(
      `${from.name} is money of ${from.payerName} and ${to.name} of ${to.payerName}: one payer's money does not become another's.`,
    );
  }
  if (from.nature === "capital" && to.nature === "revenue") {
    reasons.push(`${from.name} is capital, and capital cannot be spent as revenue.`);
  }
  reasons.push(...whyNotYears(kind, from, to), ...whyNotAmount(kind, from, amount));
  return reasons;
}

function whyNotYears(kind: TransferPurpose, from: TransferFund, to: TransferFund): string[] {
  const years = `${formatFinancialYear(from.financialYear)} and ${formatFinancialYear(to.financialYear)}`;
  if (kind === "transfer") {
    return from.financialYear === to.financialYear
      ? []
      : [`The funds are of two years, ${years}: money goes to another year only by carrying over.`];
  }
  const reasons: string[] = [];
  if (!from.carriesOver) reasons.push(`What is left of ${from.name} lapses: it does not carry over.`);
  if (to.financialYear !== from.financialYear + 1) {
    reasons.push(`Money carries over to the year after, and the funds are of ${years}.`);
  }
  return reasons;
}

/** At the end of a year what was set aside and not used may carry over; before that it waits for its organisations. */
function whyNotAmount(kind: TransferPurpose, from: TransferFund, amount: Pence): string[] {
  if (amount > from.free) {
    const short = (amount - from.free) as Pence;
    return [
      `${from.name} is ${formatPence(short)} short: ${formatPence(amount)} is asked for and ${formatPence(from.free)} is free.`,
    ];
  }
  const unplanned = (from.allocated - from.setAside) as Pence;
  if (kind === "carry-over" || amount <= unplanned) return [];
  return [
    `${formatPence(from.setAside)} of ${from.name} is set aside for organisations, which leaves ${formatPence(unplanned)} to give away. Lower allocations first.`,
  ];
}
