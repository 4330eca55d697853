import { addDays, addMonths, contains, formatDay, type Day } from "../shared/day";
import { formatFinancialYear, financialYearPeriod, type FinancialYear } from "../shared/financial-year";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";

export type Nature = "capital" | "revenue";

/** Money of one financial year and one nature, for some kinds of buyer. An empty list of kinds means every kind. */
export interface FundTerms {
  name: string;
  financialYear: FinancialYear;
  nature: Nature;
  opensOn: Day;
  closesOn: Day;
  eligibleBuyerKinds: readonly string[];
  /** False while the body that pays has not agreed to; left out where that is not asked. */
  payerAgreed?: boolean;
}

/** A fund that is to be opened. */
export interface NewFund extends Omit<FundTerms, "eligibleBuyerKinds" | "payerAgreed"> {
  id: string;
  programmeId: string;
  payerCode: string;
  carriesOver: boolean;
  /** Empty means every kind of buyer. */
  eligibleBuyerKinds: string[];
}

export interface FundUse {
  on: Day;
  nature: Nature;
  buyerKind: string;
}

export type FundState = "coming" | "open" | "closed";

/** Open means that orders may commit money from it on that day, both ends counted. */
export function fundState(fund: Pick<FundTerms, "opensOn" | "closesOn">, on: Day): FundState {
  if (on < fund.opensOn) return "coming";
  return contains({ from: fund.opensOn, to: fund.closesOn }, on) ? "open" : "closed";
}

/** Why a fund cannot pay for this use, one plain sentence each; none when it can (its balance is asked elsewhere). */
export function whyNotFund(fund: FundTerms, use: FundUse): string[] {
  const reasons: string[] = [];
  const state = fundState(fund, use.on);
  if (state === "coming") reasons.push(`${fund.name} opens on ${formatDay(fund.opensOn)}.`);
  if (state === "closed") reasons.push(`${fund.name} closed on ${formatDay(fund.closesOn)}.`);
  if (fund.payerAgreed === false)
    reasons.push(`${fund.name} holds no money: the organisation that pays has not agreed to it.`);
  if (fund.nature !== use.nature) {
    reasons.push(`${fund.name} is ${fund.nature} money and this cost is ${use.nature}.`);
  }
  if (fund.eligibleBuyerKinds.length > 0 && !fund.eligibleBuyerKinds.includes(use.buyerKind)) {
    reasons.push(`${fund.name} is not for this kind of organisation.`);
  }
  return reasons;
}

/**
 * Who may use a fund, for what and when, as a sentence: "NHS trusts and PCNs can use it for revenue costs, in orders that
 * are accepted from 1 April 2026 to 31 March 2027." `kinds` are the words for its kinds of buyer, in the plural.
 */
export function eligibilityText(
  fund: Pick<FundTerms, "nature" | "opensOn" | "closesOn"> & { carriesOver: boolean },
  kinds: readonly string[],
): string {
  const who =
    kinds.length === 0
      ? "Every kind of buyer"
      : kinds.length === 1
        ? kinds[0]!
        : `${kinds.slice(0, -1).join(", ")} and ${kinds.at(-1)}`;
  const when = `from ${formatDay(fund.opensOn)} to ${formatDay(fund.closesOn)}`;
  const left = fund.carriesOver ? "carries over to the next year" : "lapses at the end of its year";
  return `${who} can use it for ${fund.nature} costs, in orders that are accepted ${when}. What is left ${left}.`;
}

/** The latest that a fund's last day for orders may be: the end of its year, or of the next where what is left carries over. */
export function lastPossibleDay(fund: { financialYear: FinancialYear; carriesOver: boolean }): Day {
  return financialYearPeriod(fund.financialYear + (fund.carriesOver ? 1 : 0)).to;
}

/**
 * Why a fund cannot be opened on these terms; none when it can. Money is of one financial year (product 9):
 * its last day for orders lies in that year, or, where what is left carries over, at most in the one after.
 * The amount is pence; the days are inclusive.
 */
export function contradictionsOf(
  fund: Pick<FundTerms, "financialYear" | "opensOn" | "closesOn"> & { carriesOver: boolean },
  amount: Pence,
): string[] {
  const reasons: string[] = [];
  const last = lastPossibleDay(fund);
  if (amount <= 0n) reasons.push("A fund needs an amount above zero.");
  if (fund.closesOn < fund.opensOn) reasons.push("A fund cannot close before it opens.");
  if (fund.closesOn > last) {
    reasons.push(
      fund.carriesOver
        ? `${formatFinancialYear(fund.financialYear)} money that carries over must close by ${formatDay(last)}, the end of the financial year after its own.`
        : `${formatFinancialYear(fund.financialYear)} money that lapses must close by ${formatDay(last)}.`,
    );
  }
  return reasons;
}

/**
 * The soonest of the days that a fund may still have as its last: yesterday, which closes it at once, and never before the
 * day on which it opens.
 */
export function soonestLastDay(fund: Pick<FundTerms, "opensOn">, today: Day): Day {
  const yesterday = addDays(today, -1);
  return yesterday < fund.opensOn ? fund.opensOn : yesterday;
}

/** How a fund is closed soonest, beside the field of its last day; of one that is closed, how it is opened for longer. */
export function closingHint(fund: Pick<FundTerms, "opensOn" | "closesOn">, today: Day): string {
  const soonest = soonestLastDay(fund, today);
  const words = "The last day on which orders may use it.";
  if (fund.closesOn < today) return words;
  return soonest < today
    ? `${words} To close it at once, enter yesterday, ${formatDay(soonest)}.`
    : `${words} The earliest is ${formatDay(soonest)}, the day on which it opens.`;
}

/** A first day that lies further back is seldom meant, in months. */
const LONG_BACK_MONTHS = 12;

/**
 * What is seldom meant of a fund's first day, as a sentence for whoever opens it; null when nothing is. A fund may open
 * before its own financial year, for orders that reserve money of years to come.
 */
export function unusualFirstDay(
  { financialYear, opensOn }: Pick<FundTerms, "financialYear" | "opensOn">,
  today: Day,
): string | null {
  const { from } = financialYearPeriod(financialYear);
  if (opensOn < addMonths(today, -LONG_BACK_MONTHS))
    return `It opens on ${formatDay(opensOn)}, more than a year ago.`;
  if (opensOn >= from) return null;
  return `It opens on ${formatDay(opensOn)}, before its own financial year begins on ${formatDay(from)}.`;
}

/** Why a fund cannot have other opening and closing dates; none when it can. */
export function whyNotDates(
  fund: FundTerms & { carriesOver: boolean },
  dates: { opensOn: Day; closesOn: Day },
  today: Day,
): string[] {
  const reasons = contradictionsOf({ ...fund, ...dates }, 1n as Pence);
  if (dates.opensOn === fund.opensOn && dates.closesOn === fund.closesOn) {
    reasons.push("These are the dates that it has already.");
  }
  if (dates.opensOn !== fund.opensOn && fund.opensOn <= today) {
    reasons.push(`It opened on ${formatDay(fund.opensOn)}, and that day cannot change any more.`);
  }
  const soonest = soonestLastDay(dates, today);
  if (dates.closesOn !== fund.closesOn && dates.closesOn >= dates.opensOn && dates.closesOn < soonest) {
    reasons.push(`A fund that closes at once has ${formatDay(soonest)} as its last day.`);
  }
  return reasons;
}

/** From when orders can use what goes into a fund, as the end of a sentence: "orders can use it from 1 April 2027". */
export function usableText(fund: Pick<FundTerms, "opensOn" | "closesOn">, today: Day): string {
  if (fundState(fund, today) === "coming") return `orders can use it from ${formatDay(fund.opensOn)}`;
  return `orders can use it now, until ${formatDay(fund.closesOn)}`;
}

/**
 * What becomes of a fund's money when it closes sooner, as one paragraph of a mail or page: what stays committed, what can be
 * committed until its last day, and what becomes of the rest. In pence.
 */
export function closingMoneyText(
  fund: { committed: Pence; free: Pence; financialYear: FinancialYear; carriesOver: boolean },
  closesOn: Day,
): string {
  const stays = `${formatPence(fund.committed)} that orders have committed stays committed, and their invoices are paid from it.`;
  if (fund.free <= 0n) return `${stays} Nothing else is left in it.`;
  const { to } = financialYearPeriod(fund.financialYear);
  const rest = fund.carriesOver
    ? `stays in the fund, and goes into the next year only when two officers of the centre carry it over`
    : `is used by nobody after that day, and goes back to the organisation that pays when the books of ${formatFinancialYear(fund.financialYear)}, which ends on ${formatDay(to)}, are closed`;
  return `${stays} ${formatPence(fund.free)} is not committed: what of it orders have not committed by ${formatDay(closesOn)} ${rest}.`;
}

/**
 * The figures of a fund and what each is called, on every page, picture and file. What was put in is all that came from the
 * payer or another fund and has not moved on. Of a closed year it is told with what lapsed or was carried over ("before the year closed"). What is free to commit is what is
 * allocated and not committed yet, and what is free to allocate. What was put in and not allocated may be more than is
 * free to allocate: orders of organisations without an allocation took the difference. "Free" alone is none of them. An award
 * is allocated from the day on which it is made; no order uses it until both sides have signed, so until then it is not
 * left for orders.
 */
export const FUND_FIGURES = {
  putIn: "Put in",
  putInThen: "Put in before the year closed",
  allocated: "Allocated",
  notAllocated: "Put in, not allocated",
  notSigned: "Awarded but not signed",
  leftOfAllocation: "Left of the allocation",
  committed: "Committed",
  drawn: "Drawn",
  takenBack: "Taken back",
  unusedAllocations: "Allocated, not committed",
  freeToAllocate: "Free to allocate",
  freeToCommit: "Free to commit",
  /** Of a fund that has closed: no order commits it any more, and nobody allocates it. */
  notUsed: "Not used",
} as const;

/** A fund's money: what was put in and has not moved on to another fund, and what of it is reserved by orders, paid on invoices, and free. */
export interface FundBalance {
  allocated: Pence;
  committed: Pence;
  drawn: Pence;
  free: Pence;
}

/**
 * What is free to commit, in two parts, in pence: allocated and not committed yet, as far as the fund still has it, and
 * free to allocate. `unusedAllocations` is what organisations have left of their allocations, one by one.
 */
export function partsOfFree(
  { free }: Pick<FundBalance, "free">,
  unusedAllocations: Pence,
): { allocated: Pence; freeToAllocate: Pence } {
  const most = free > 0n ? free : 0n;
  const waiting = unusedAllocations < most ? unusedAllocations : most;
  return { allocated: waiting as Pence, freeToAllocate: (free - waiting) as Pence };
}

/**
 * The balance cut for a picture: drawn, committed and the two parts of what is free to commit. They sum to
 * the fund. In pence.
 */
export function whereTheMoneyIs(balance: FundBalance & { unusedAllocations: Pence }): {
  drawn: Pence;
  committed: Pence;
  allocated: Pence;
  free: Pence;
} {
  const { allocated, freeToAllocate } = partsOfFree(balance, balance.unusedAllocations);
  return { drawn: balance.drawn, committed: balance.committed, allocated, free: freeToAllocate };
}
