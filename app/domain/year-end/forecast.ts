// Over 300 lines: one arithmetic by fund, organisation and month, whose figures must come to each other.
import { allocate, larger, smaller, sum, ZERO, type Pence } from "~/domain/money/money";
import { addMonths, day, formatDay, later, type Day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";

/*
 * What will be left of the year's funds when it ends. Money is expected to be drawn when a milestone falls due, or when
 * an invoice that is out must be paid; what is late is expected now. Whatever is free, or reserved for results that fall
 * due after the year, lapses with a fund that does not carry over.
 */

export interface ForecastFund {
  fundId: string;
  name: string;
  programmeName: string;
  payerCode: string;
  carriesOver: boolean;
  /** What it holds; of a closed year with what lapsed and was carried over, the two below, which it had before. */
  allocated: Pence;
  committed: Pence;
  drawn: Pence;
  free: Pence;
  /** Went back to the payer when the year was closed. */
  lapsed: Pence;
  /** Was carried into the year after. */
  carried: Pence;
}

/** What one order holds of one fund. */
export interface ForecastReservation {
  orderId: string;
  orderTitle: string;
  fundId: string;
  /** Whose part of the fund it uses: the buyer's, or its board's where only the board has one. */
  organisationCode: string;
  organisationName: string;
  drawn: Pence;
  /** Paid and taken back: the fund has it, and nobody's allocation. */
  takenBack: Pence;
  left: Pence;
  /** Invoices that are out and not paid, by what they take from the fund. */
  invoiced: readonly { dueOn: Day; cost: Pence }[];
  /** What is not invoiced yet: when it falls due, and its weight in what is left. */
  open: readonly { dueOn: Day; weight: bigint }[];
}

export interface ForecastAllocation {
  fundId: string;
  organisationCode: string;
  organisationName: string;
  amount: Pence;
}

export interface ForecastQuestion {
  financialYear: FinancialYear;
  /** Whether its books are closed: then it is told what happened, and what is still reserved was kept to be paid. */
  closed: boolean;
  today: Day;
  funds: readonly ForecastFund[];
  reservations: readonly ForecastReservation[];
  allocations: readonly ForecastAllocation[];
  /** What was drawn, by the first day of each month, over all these funds. */
  drawnByMonth: readonly { month: Day; amount: Pence }[];
}

export interface FundForecast extends ForecastFund {
  /** Of what is committed: expected to be drawn by the last day of the year, and not. */
  expected: Pence;
  notInTime: Pence;
  /** Will lapse; of a closed year, what lapsed. */
  lapses: Pence;
  /** Was asked to be carried over and agreed, which moves it at once. */
  carries: Pence;
  /** Of a year that is not closed: would be left in a fund that carries over, and nobody has agreed that it does. */
  notAgreed: Pence;
  /** Of a closed year: still in the fund, neither carried over nor lapsed. Nothing before it is closed. */
  stays: Pence;
}

export interface OrganisationForecast {
  fundId: string;
  fundName: string;
  /** Null for the part of a fund that is allocated to nobody. */
  organisationCode: string | null;
  organisationName: string;
  allocated: Pence;
  /**
   * What its orders took beyond its allocation, from what is allocated to nobody (below zero there), or what others took
   * of its own. Allocated and this come to drawn, committed and left; over all rows of a fund it is nothing.
   */
  moreThanAllocated: Pence;
  committed: Pence;
  drawn: Pence;
  expected: Pence;
  /** Neither drawn nor committed; of a closed year, when its books were closed. */
  left: Pence;
  lapses: Pence;
}

export interface MonthForecast {
  /** The first day; null for all that comes after the year. */
  month: Day | null;
  drawn: Pence;
  expected: Pence;
}

export interface YearEndForecast {
  financialYear: FinancialYear;
  funds: FundForecast[];
  organisations: OrganisationForecast[];
  /** April to March, and what comes after. */
  months: MonthForecast[];
  totals: Pick<
    FundForecast,
    | "allocated"
    | "committed"
    | "drawn"
    | "free"
    | "expected"
    | "notInTime"
    | "lapses"
    | "carries"
    | "notAgreed"
    | "stays"
    | "lapsed"
    | "carried"
  >;
}

/** When what is left of a reservation is expected to be drawn. The parts come to what is left, to the penny. */
export function expectedParts(
  reservation: Pick<ForecastReservation, "left" | "invoiced" | "open">,
  today: Day,
): { on: Day | null; amount: Pence }[] {
  const parts: { on: Day | null; amount: Pence }[] = [];
  let left = reservation.left;
  for (const { dueOn, cost } of reservation.invoiced) {
    const amount = smaller(left, larger(cost, ZERO));
    parts.push({ on: later(dueOn, today), amount });
    left = (left - amount) as Pence;
  }
  const open = reservation.open.filter((piece) => piece.weight > 0n);
  // Nothing more falls due: what is left stays until the order gives it back.
  if (open.length === 0) parts.push({ on: null, amount: left });
  else {
    const amounts = allocate(
      left,
      open.map((piece) => piece.weight),
    );
    open.forEach(({ dueOn }, index) => parts.push({ on: later(dueOn, today), amount: amounts[index]! }));
  }
  return parts.filter((part) => part.amount > 0n);
}

/** The forecast of a year. Every fund's rows by organisation come to its own figures, to the penny. */
export function lapseForecast(question: ForecastQuestion): YearEndForecast {
  const { to: lastDay } = financialYearPeriod(question.financialYear);
  const expectedOf = (reservation: ForecastReservation): Pence =>
    question.closed
      ? reservation.left
      : sum(
          expectedParts(reservation, question.today)
            .filter((part) => part.on !== null && part.on <= lastDay)
            .map((part) => part.amount),
        );
  const reservations = question.reservations.map((one) => ({ ...one, expected: expectedOf(one) }));
  const funds = question.funds.map((fund): FundForecast => {
    const expected = sum(reservations.filter((one) => one.fundId === fund.fundId).map((one) => one.expected));
    const notInTime = (fund.committed - expected) as Pence;
    const unused = (fund.free + notInTime) as Pence;
    // A closed year is told as it was: what nobody carried over was not carried over, and stays where it is.
    const ahead = question.closed ? ZERO : unused;
    return {
      ...fund,
      expected,
      notInTime,
      lapses: (fund.lapsed + (fund.carriesOver ? 0n : ahead)) as Pence,
      carries: fund.carried,
      notAgreed: fund.carriesOver ? ahead : ZERO,
      stays: (unused - ahead) as Pence,
    };
  });
  const total = (key: keyof YearEndForecast["totals"]) => sum(funds.map((fund) => fund[key]));
  return {
    financialYear: question.financialYear,
    funds,
    organisations: funds.flatMap((fund) =>
      byOrganisation(fund, reservations, question.allocations, question.closed),
    ),
    months: byMonth(question),
    totals: {
      allocated: total("allocated"),
      committed: total("committed"),
      drawn: total("drawn"),
      free: total("free"),
      expected: total("expected"),
      notInTime: total("notInTime"),
      lapses: total("lapses"),
      carries: total("carries"),
      notAgreed: total("notAgreed"),
      stays: total("stays"),
      lapsed: total("lapsed"),
      carried: total("carried"),
    },
  };
}

type Expected = ForecastReservation & { expected: Pence };

/**
 * Who the unused money of a fund was meant for. An organisation's part is what it has not committed, drawn or
 * had to give back of its allocation, as far as the fund still has it free (or had, when it lapsed), and what its orders will not draw in time.
 */
function byOrganisation(
  fund: FundForecast,
  reservations: readonly Expected[],
  allocations: readonly ForecastAllocation[],
  closed: boolean,
): OrganisationForecast[] {
  const own = reservations.filter((one) => one.fundId === fund.fundId);
  const planned = allocations.filter((one) => one.fundId === fund.fundId);
  const names = new Map([...own, ...planned].map((one) => [one.organisationCode, one.organisationName]));
  const rows = [...names].map(([organisationCode, organisationName]) => {
    const mine = own.filter((one) => one.organisationCode === organisationCode);
    const allocated = sum(
      planned.filter((one) => one.organisationCode === organisationCode).map((one) => one.amount),
    );
    const committed = sum(mine.map((one) => one.left));
    const drawn = sum(mine.map((one) => one.drawn));
    const expected = sum(mine.map((one) => one.expected));
    const takenBack = sum(mine.map((one) => one.takenBack));
    const unused = larger(ZERO, (allocated - committed - drawn - takenBack) as Pence);
    return { organisationCode, organisationName, allocated, committed, drawn, expected, unused };
  });
  const unusedInAll = sum(rows.map((row) => row.unused));
  const unspent = unspentOf(fund);
  const stillThere =
    unusedInAll <= unspent
      ? rows.map((row) => row.unused)
      : allocate(
          unspent,
          rows.map((row) => row.unused),
        );
  const shown = rows.map(({ unused: _unused, ...row }, index): OrganisationForecast => {
    const left = stillThere[index]!;
    return {
      fundId: fund.fundId,
      fundName: fund.name,
      ...row,
      moreThanAllocated: (row.drawn + row.committed + left - row.allocated) as Pence,
      left,
      lapses: fund.carriesOver ? ZERO : ((left + row.committed - row.expected) as Pence),
    };
  });
  const nobody = rest(fund, shown, sum(stillThere));
  const all = closed ? whatLapsed(fund, [...shown, ...nobody]) : [...shown, ...nobody];
  const named = all.slice(0, shown.length);
  named.sort((a, b) =>
    a.lapses === b.lapses
      ? compareText(a.organisationName, b.organisationName)
      : a.lapses > b.lapses
        ? -1
        : 1,
  );
  return [...named, ...all.slice(shown.length)];
}

/** Of a closed year only what lapsed has lapsed: each row's part of it, in the ratio of what it had left. */
function whatLapsed(fund: FundForecast, rows: readonly OrganisationForecast[]): OrganisationForecast[] {
  if (fund.lapsed === 0n) return rows.map((row) => ({ ...row, lapses: ZERO }));
  const parts = allocate(
    fund.lapsed,
    rows.map((row) => row.left),
  );
  return rows.map((row, index) => ({ ...row, lapses: parts[index]! }));
}

/** What a fund has, or had before its year was closed, that no order took. */
function unspentOf(fund: FundForecast): Pence {
  return (fund.allocated - fund.drawn - fund.committed) as Pence;
}

/** What the fund has for nobody in particular, so that its rows add up. */
function rest(
  fund: FundForecast,
  shown: readonly OrganisationForecast[],
  setAside: Pence,
): OrganisationForecast[] {
  const of = (key: "allocated" | "committed" | "drawn" | "expected" | "moreThanAllocated") =>
    sum(shown.map((row) => row[key]));
  const allocated = (fund.allocated - of("allocated")) as Pence;
  const committed = (fund.committed - of("committed")) as Pence;
  const drawn = (fund.drawn - of("drawn")) as Pence;
  const expected = (fund.expected - of("expected")) as Pence;
  const left = (unspentOf(fund) - setAside) as Pence;
  if (left === 0n && committed === 0n && drawn === 0n && allocated === 0n) return [];
  return [
    {
      fundId: fund.fundId,
      fundName: fund.name,
      organisationCode: null,
      // Allocations that were not used may be carried over: more is allocated then than the fund holds.
      organisationName:
        allocated < 0n && fund.carried > 0n ? "Allocated, and carried over" : "Allocated to nobody",
      allocated,
      moreThanAllocated: -of("moreThanAllocated") as Pence,
      committed,
      drawn,
      expected,
      left,
      lapses: fund.carriesOver ? ZERO : ((left + committed - expected) as Pence),
    },
  ];
}

function byMonth(question: ForecastQuestion): MonthForecast[] {
  const { from, to } = financialYearPeriod(question.financialYear);
  const parts = question.reservations.flatMap((one) => expectedParts(one, question.today));
  const startOf = (on: Day) => day(`${on.slice(0, 7)}-01`);
  const months = Array.from({ length: 12 }, (_, index) => addMonths(from, index));
  const drawnIn = (month: Day) =>
    sum(question.drawnByMonth.filter((one) => one.month === month).map((one) => one.amount));
  return [
    ...months.map((month) => ({
      month,
      drawn: drawnIn(month),
      expected: sum(
        parts
          .filter((part) => part.on !== null && part.on <= to && startOf(part.on) === month)
          .map((part) => part.amount),
      ),
    })),
    {
      month: null,
      drawn: sum(question.drawnByMonth.filter((one) => one.month > to).map((one) => one.amount)),
      expected: sum(parts.filter((part) => part.on === null || part.on > to).map((part) => part.amount)),
    },
  ];
}

/**
 * What the funds of a year hold or have paid now, of a closed year too: without what lapsed or was carried over, which stands
 * in the year after. As the funds' own pages say it, in pence.
 */
export function putInNow(totals: Pick<FundForecast, "drawn" | "committed" | "free">): Pence {
  return (totals.drawn + totals.committed + totals.free) as Pence;
}

/** The year that a page shows first: today's, or the last one with a fund. */
export function yearToShow(years: readonly { financialYear: FinancialYear }[], today: Day): FinancialYear {
  const now = financialYearOf(today);
  return years.some((year) => year.financialYear === now) ? now : (years[0]?.financialYear ?? now);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const staying = (forecast: YearEndForecast) =>
  forecast.funds.filter((fund) => fund.stays > 0n).length === 1 ? "fund" : "funds";

/** The headline of the year in words; `money` formats a sum. */
export function headline(
  forecast: YearEndForecast,
  money: (amount: Pence) => string,
  { closed, today }: { closed: boolean; today: Day },
): string {
  const { totals } = forecast;
  const last = formatDay(financialYearPeriod(forecast.financialYear).to);
  if (forecast.funds.length === 0) return "There is no fund of this year.";
  if (closed) {
    const carried = totals.carries > 0n ? `, ${money(totals.carries)} was carried over` : "";
    const stays =
      totals.stays > 0n
        ? ` ${money(totals.stays)} stays in its ${staying(forecast)}, neither carried over nor lapsed.`
        : "";
    return `The year is closed: ${money(totals.drawn)} was drawn${carried} and ${money(totals.lapses)} lapsed.${stays}`;
  }
  const ended = today > financialYearPeriod(forecast.financialYear).to;
  const when = ended ? `The year ended on ${last}. When it is closed, ` : "";
  const so = ended ? "" : ` on ${last} as things stand`;
  if (totals.lapses === 0n) return `${when}${ended ? "nothing" : "Nothing"} lapses${so}.`;
  const free = sum(forecast.funds.filter((fund) => !fund.carriesOver).map((fund) => fund.free));
  const late = (totals.lapses - free) as Pence;
  const why =
    late === 0n
      ? "all of it is free to commit"
      : free === 0n
        ? "all of it is reserved for results that fall due later"
        : `${money(free)} is free to commit and ${money(late)} is reserved for results that fall due later`;
  return `${when}${money(totals.lapses)} of ${money(totals.allocated)} lapses${so}: ${why}.`;
}

/** The title of the months in words: what was drawn in the year, and what is expected while it lasts. */
export function monthsTitle(
  sums: { drawn: Pence; after: Pence; expected: Pence },
  money: (amount: Pence) => string,
  year: { ended: boolean },
): string {
  if (sums.expected > 0n && !year.ended)
    return `${money(sums.drawn)} is drawn so far, and ${money(sums.expected)} more is expected by the end of the year`;
  return `${money(sums.drawn)} was drawn in the year${sums.after > 0n ? `, and ${money(sums.after)} after it` : ""}`;
}
