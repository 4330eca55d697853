import { daysBetween, type Day } from "../shared/day";
import { financialYearOf, type FinancialYear } from "../shared/financial-year";
import { sum, type Pence } from "../money/money";
import { fundState, type FundState, type Nature } from "./fund";

/** What the forward view needs to know of a fund. */
export interface ForwardFund {
  fundId: string;
  name: string;
  programmeId: string;
  programmeName: string;
  payerName: string;
  financialYear: FinancialYear;
  nature: Nature;
  carriesOver: boolean;
  opensOn: Day;
  closesOn: Day;
  eligibleBuyerKinds: readonly string[];
  allocated: Pence;
  committed: Pence;
  drawn: Pence;
  free: Pence;
  /** Whether the body that pays has agreed to. */
  payerAgreed: boolean;
  /** Went back to the payer at the end of the year. */
  lapsed: Pence;
}

export type ForwardRow<Fund extends ForwardFund = ForwardFund> = Fund & {
  state: FundState;
  /** Until it closes while it is open, until it opens while it is coming; null when it is closed. */
  days: number | null;
};

export interface ForwardFilter {
  /** A kind of buyer that may use it. */
  kind?: string;
  nature?: Nature;
  programmeId?: string;
  financialYear?: FinancialYear;
  /** Also funds whose payer has not agreed yet: for the centre alone. */
  alsoNotAgreed?: boolean;
}

const RANK: Record<FundState, number> = { open: 0, coming: 1, closed: 2 };

/** Funds that fit a filter as at a day: open ones first, the first to close first; then those to come; then the past. */
export function forwardView<Fund extends ForwardFund>(
  funds: readonly Fund[],
  filter: ForwardFilter,
  on: Day,
): ForwardRow<Fund>[] {
  return funds
    .filter((fund) => fits(fund, filter))
    .map((fund) => {
      const state = fundState(fund, on);
      const days =
        state === "open"
          ? daysBetween(on, fund.closesOn)
          : state === "coming"
            ? daysBetween(on, fund.opensOn)
            : null;
      return { ...fund, state, days };
    })
    .sort((a, b) => RANK[a.state] - RANK[b.state] || compare(sortKey(a), sortKey(b)));
}

function fits(fund: ForwardFund, filter: ForwardFilter): boolean {
  const { kind, nature, programmeId, financialYear } = filter;
  if (!fund.payerAgreed && !filter.alsoNotAgreed) return false;
  if (nature !== undefined && fund.nature !== nature) return false;
  if (programmeId !== undefined && fund.programmeId !== programmeId) return false;
  if (financialYear !== undefined && fund.financialYear !== financialYear) return false;
  return kind === undefined || fund.eligibleBuyerKinds.length === 0 || fund.eligibleBuyerKinds.includes(kind);
}

/** Open by the day of closing, coming by that of opening, closed by the latest closing. */
function sortKey(row: ForwardRow): string {
  if (row.state === "closed") return `${9_999 - row.financialYear}${row.name}`;
  return `${row.state === "open" ? row.closesOn : row.opensOn}${row.name}`;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** "closes in 129 days", "closes today", "opens tomorrow" */
export function daysText(row: Pick<ForwardRow, "state" | "days">): string {
  if (row.days === null) return "Closed";
  const verb = row.state === "open" ? "Closes" : "Opens";
  if (row.days === 0) return `${verb} today`;
  return row.days === 1 ? `${verb} tomorrow` : `${verb} in ${row.days.toLocaleString("en-GB")} days`;
}

/** Open funds that close within some days, the first first. */
export function closingSoon<Row extends ForwardRow>(rows: readonly Row[], within: number): Row[] {
  return rows.filter((row) => row.state === "open" && row.days !== null && row.days <= within);
}

export interface YearCell {
  amount: Pence;
  free: Pence;
  funds: number;
}

export interface YearsTable {
  years: FinancialYear[];
  rows: { programmeId: string; programmeName: string; byYear: Map<FinancialYear, YearCell> }[];
  totals: Map<FinancialYear, YearCell>;
}

/**
 * The money of each programme by financial year: the present year, the years to come, and what is still open
 * of years before (money that carries over can be used for a year more). In pence.
 */
export function yearsTable(funds: readonly ForwardFund[], on: Day): YearsTable {
  const ahead = funds.filter(
    (fund) => fund.financialYear >= financialYearOf(on) || fundState(fund, on) === "open",
  );
  const years = [...new Set(ahead.map((fund) => fund.financialYear))].sort((a, b) => a - b);
  const programmes = new Map(ahead.map((fund) => [fund.programmeId, fund.programmeName]));
  const rows = [...programmes]
    .map(([programmeId, programmeName]) => ({
      programmeId,
      programmeName,
      byYear: byYear(ahead.filter((fund) => fund.programmeId === programmeId)),
    }))
    .sort((a, b) => compare(a.programmeName, b.programmeName));
  return { years, rows, totals: byYear(ahead) };
}

function byYear(funds: readonly ForwardFund[]): Map<FinancialYear, YearCell> {
  const cells = new Map<FinancialYear, YearCell>();
  for (const fund of funds) {
    const cell = cells.get(fund.financialYear);
    cells.set(fund.financialYear, {
      amount: sum([cell?.amount ?? (0n as Pence), fund.allocated]),
      free: sum([cell?.free ?? (0n as Pence), fund.free]),
      funds: (cell?.funds ?? 0) + 1,
    });
  }
  return cells;
}
