import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { formatFinancialYear, type FinancialYear } from "../../shared/financial-year";
import type { Nature } from "../fund";

export type TransferPurpose = "transfer" | "carry-over";
export type TransferState = "requested" | "approved" | "declined" | "withdrawn";
/** The same as it is seen: what was approved and moved may have been reversed since. */
export type TransferStateNow = TransferState | "reversed";

/** What the rules need to know of a fund that gives or gets. */
export interface TransferFund {
  fundId: string;
  name: string;
  payerCode: string;
  payerName: string;
  nature: Nature;
  financialYear: FinancialYear;
  carriesOver: boolean;
  /** Whether the body that pays has agreed to. */
  payerAgreed: boolean;
  /** Whether the books of its year are closed. */
  yearClosed: boolean;
  /** Neither reserved nor paid, in pence. */
  free: Pence;
  /** Of the sums set aside for named organisations, what their orders have not used yet. */
  unusedAllocations: Pence;
  /** What other requests that wait would take out. */
  waitingOut: Pence;
}

/**
 * Why money cannot go from one fund to another, one plain sentence each; none when it can. The amount is
 * pence.
 */
export function whyNotTransfer(
  kind: TransferPurpose,
  from: TransferFund,
  to: TransferFund,
  amount: Pence,
): string[] {
  const reasons = amount <= 0n ? ["Enter an amount above zero."] : [];
  reasons.push(...whyNotBetween(kind, from, to));
  return from.fundId === to.fundId ? reasons : [...reasons, ...whyNotAmount(kind, from, amount)];
}

/**
 * The same of the two funds alone, whatever the amount: for a form whose amount is still missing, so that all of its errors
 * come at once.
 */
export function whyNotBetween(kind: TransferPurpose, from: TransferFund, to: TransferFund): string[] {
  if (from.fundId === to.fundId) return ["Choose two different funds."];
  const reasons: string[] = [];
  if (from.payerCode !== to.payerCode) {
    reasons.push(
      `${from.name} is money of ${from.payerName} and ${to.name} of ${to.payerName}: one payer's money does not become another's.`,
    );
  }
  if (from.nature === "capital" && to.nature === "revenue") {
    reasons.push(`${from.name} is capital, and capital cannot be spent as revenue.`);
  }
  if (!to.payerAgreed) {
    reasons.push(`${to.name} holds no money: ${to.payerName} has not agreed to pay into it.`);
  }
  if (to.yearClosed) {
    reasons.push(
      `${to.name} is money of ${formatFinancialYear(to.financialYear)}, and that year is closed: no more money goes into its funds.`,
    );
  }
  return [...reasons, ...whyNotYears(kind, from, to)];
}

const PURPOSES: readonly TransferPurpose[] = ["transfer", "carry-over"];

/** Whether money of a fund may go to another, by either kind of movement, and some of it can leave. In pence. */
const canGive = (from: TransferFund, to: TransferFund): boolean =>
  PURPOSES.some((kind) => canLeave(from, kind).canLeave > 0n && whyNotBetween(kind, from, to).length === 0);

/**
 * The funds that a form offers: those that some money can leave for another, and those that it can go to; where `from`, by its
 * id, can give, it alone, and those that its money can go to.
 */
export function transferChoices<Fund extends TransferFund>(
  funds: readonly Fund[],
  from?: string,
): { giving: Fund[]; getting: Fund[] } {
  const giving = funds.filter((one) => funds.some((other) => canGive(one, other)));
  const chosen = giving.filter((one) => one.fundId === from);
  const sources = chosen.length > 0 ? chosen : giving;
  return { giving: sources, getting: funds.filter((one) => sources.some((other) => canGive(other, one))) };
}

/** Why a fund is not among those that give, as a sentence; null when it is, or is not known. */
export function whyNotGiving(funds: readonly TransferFund[], from: string): string | null {
  const own = funds.find((one) => one.fundId === from);
  if (!own || funds.some((other) => canGive(own, other))) return null;
  const most = canLeave(own, own.carriesOver ? "carry-over" : "transfer");
  if (most.canLeave === 0n) return `Nothing can leave ${own.name}: ${leavingText(most)}.`;
  return `No fund can take the money of ${own.name}: it would have to be of ${own.payerName} too, of the same year (or of the next, where it carries over) and of a year that is not closed.`;
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

/** What may leave a fund, and what keeps the rest of its free money there. All in pence. */
export interface Leaving {
  canLeave: Pence;
  free: Pence;
  unusedAllocations: Pence;
  waitingOut: Pence;
}

/**
 * What may leave a fund for another: what is free, less what organisations have left of their allocations
 * (not where it carries over at the end of a year: what was not used then may go on), less what requests that
 * wait would take. In pence.
 */
export function canLeave(
  from: Pick<TransferFund, "free" | "unusedAllocations" | "waitingOut">,
  kind: TransferPurpose = "transfer",
): Leaving {
  const kept = kind === "carry-over" ? 0n : from.unusedAllocations;
  const left = from.free - kept - from.waitingOut;
  return {
    canLeave: (left > 0n ? left : 0n) as Pence,
    free: from.free,
    unusedAllocations: kept as Pence,
    waitingOut: from.waitingOut,
  };
}

/**
 * "£100.00 is free to commit, £60.00 is set aside for organisations and not used yet and requests that wait take £10.00".
 * `own` is the part of what waits that the reader looks at, in pence: "..., this one £4.00 of it".
 */
export function leavingText({ free, unusedAllocations, waitingOut }: Leaving, own = 0n as Pence): string {
  const parts = [
    `${formatPence(free)} is free to commit`,
    ...(unusedAllocations > 0n
      ? [`${formatPence(unusedAllocations)} is set aside for organisations and not used yet`]
      : []),
    ...(waitingOut > 0n
      ? [
          own === waitingOut
            ? `this request takes ${formatPence(own)}`
            : `requests that wait take ${formatPence(waitingOut)}${own > 0n ? `, this one ${formatPence(own)} of it` : ""}`,
        ]
      : []),
  ];
  return parts.length < 2 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * What a list of funds says of one: "£40.00 can leave", and where carrying over lets more of it go, how much. Requests that
 * wait are taken off, as on their own pages.
 */
export function leavingLabel(
  from: Pick<TransferFund, "free" | "unusedAllocations" | "waitingOut" | "carriesOver">,
): string {
  const moves = canLeave(from).canLeave;
  const carries = canLeave(from, "carry-over").canLeave;
  const waits = from.waitingOut > 0n ? ` besides ${formatPence(from.waitingOut)} that waits` : "";
  const more = from.carriesOver && carries > moves ? `, ${formatPence(carries)} when it carries over` : "";
  return `${formatPence(moves)} can leave${more}${waits}`;
}

/** Why an amount cannot leave a fund, with what keeps it there; none when it can. In pence. */
export function whyNotAmount(kind: TransferPurpose, from: TransferFund, amount: Pence): string[] {
  const leaving = canLeave(from, kind);
  if (amount <= leaving.canLeave) return [];
  const short = (amount - leaving.canLeave) as Pence;
  const lower = leaving.unusedAllocations > 0n ? " Lower allocations first." : "";
  return [
    `${from.name} is ${formatPence(short)} short: ${formatPence(amount)} is asked for and ${formatPence(leaving.canLeave)} can leave. ${leavingText(leaving)}.${lower}`,
  ];
}
