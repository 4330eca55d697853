import { divideHalfAwayFromZero, type Pence } from "../money/money";
import { addDays, addMonths, day, daysBetween, type Day, type Period } from "../shared/day";

/** What moved on a fund's account in a month, in pence; as the ledger's history has it. */
export interface MonthMoved {
  /** The first day of the month. */
  month: Day;
  creditsPosted: Pence;
  debitsPosted: Pence;
  debitsPending: Pence;
}

/** The first day on which money was put into a fund, and how much on that day, in pence. */
export interface FirstMoney {
  on: Day;
  amount: Pence;
}

/** A fund's money at the end of a day. `free` + `committed` + `drawn` is what was put in. */
export interface BurnPoint {
  on: Day;
  putIn: Pence;
  free: Pence;
  committed: Pence;
  drawn: Pence;
  /** What would be free if the fund were used evenly over its year. */
  plan: Pence;
}

export interface BurnDown {
  year: Period;
  today: Day;
  /** From the first day of the year to today, or to the year's last day once it is over. */
  points: BurnPoint[];
  /** Free money at the year's end if orders go on at the pace of the year so far; null when there is no pace to go by. */
  forecast: { free: Pence; usedUpOn: Day | null } | null;
}

/** Too little of a year says nothing about the rest of it. */
const DAYS_FOR_A_PACE = 30;

/**
 * A fund against its year, from the movements of its account by month. Money that orders reserved before the
 * year began is gone from the first point on. A fund that was empty when its year began begins on the day on
 * which money was put in (`first`; without it, with that month): before that there was nothing to burn down,
 * and no pace to go by. In pence.
 */
export function burnDownOf(
  moved: readonly MonthMoved[],
  year: Period,
  today: Day,
  first: FirstMoney | null = null,
): BurnDown {
  const last = today < year.to ? today : year.to;
  const at = (on: Day): Omit<BurnPoint, "plan"> => {
    const until = moved.filter((month) => month.month <= on);
    const total = (pick: (month: MonthMoved) => bigint) =>
      until.reduce((sum, month) => sum + pick(month), 0n) as Pence;
    const putIn = total((month) => month.creditsPosted);
    const drawn = total((month) => month.debitsPosted);
    const committed = total((month) => month.debitsPending);
    return { on, putIn, drawn, committed, free: (putIn - drawn - committed) as Pence };
  };
  // The day before the year: all that happened until then. What was put in during the year was meant for it from the start.
  const before = { ...at(addDays(year.from, -1)), on: year.from };
  const opening = before.putIn === 0n ? (begins(first, moved, year, last) ?? before) : before;
  const ends = monthEnds(year).filter((end) => end > opening.on && end < last);
  const days = last < year.from ? [] : [...ends, last];
  // Begun on the very last day: what it is at the end of that day is all there is to say.
  const points = opening.on === last && days.length > 0 ? [at(last)] : [opening, ...days.map(at)];
  const putIn = points.at(-1)!.putIn;
  const start = (opening.free + putIn - opening.putIn) as Pence;
  const length = BigInt(daysBetween(opening.on, year.to));
  const planOn = (on: Day): Pence => {
    const left = BigInt(Math.max(0, daysBetween(on, year.to)));
    return divideHalfAwayFromZero(start * left, length) as Pence;
  };
  return {
    year,
    today,
    points: points.map((point) => ({ ...point, plan: planOn(point.on) })),
    forecast: forecastOf({ ...opening, free: start }, points.at(-1)!, year, today),
  };
}

/** Where a fund begins that was empty when its year began: what was put in and nothing used yet. */
function begins(
  first: FirstMoney | null,
  moved: readonly MonthMoved[],
  year: Period,
  last: Day,
): Omit<BurnPoint, "plan"> | undefined {
  if (first === null || first.on < year.from || first.on > last) return firstMoney(moved, year, last);
  const nothing = 0n as Pence;
  return { on: first.on, putIn: first.amount, free: first.amount, drawn: nothing, committed: nothing };
}

/** The first month of the year in which money was put in, as its first day: what was put in and nothing used yet. */
function firstMoney(
  moved: readonly MonthMoved[],
  year: Period,
  last: Day,
): Omit<BurnPoint, "plan"> | undefined {
  const putIn = moved.filter(
    ({ month, creditsPosted }) => creditsPosted > 0n && month >= year.from && month <= last,
  );
  const on = putIn.reduce<Day | null>((first, { month }) => (first && first < month ? first : month), null);
  if (on === null) return undefined;
  const amount = moved
    .filter(({ month }) => month === on)
    .reduce((sum, month) => sum + month.creditsPosted, 0n) as Pence;
  const nothing = 0n as Pence;
  return { on, putIn: amount, free: amount, drawn: nothing, committed: nothing };
}

function monthEnds(year: Period): Day[] {
  const ends: Day[] = [];
  for (let month = year.from; month <= year.to; month = addMonths(day(`${month.slice(0, 7)}-01`), 1)) {
    ends.push(addDays(addMonths(day(`${month.slice(0, 7)}-01`), 1), -1));
  }
  return ends;
}

function forecastOf(
  first: Pick<BurnPoint, "on" | "free">,
  now: Pick<BurnPoint, "free">,
  year: Period,
  today: Day,
): BurnDown["forecast"] {
  const gone = daysBetween(first.on, today);
  if (today >= year.to || gone < DAYS_FOR_A_PACE) return null;
  const used = first.free - now.free;
  const left = daysBetween(today, year.to);
  if (used <= 0n) return { free: now.free, usedUpOn: null };
  const rest = now.free - divideHalfAwayFromZero(used * BigInt(left), BigInt(gone));
  if (rest > 0n) return { free: rest as Pence, usedUpOn: null };
  const days = Number((now.free * BigInt(gone)) / used);
  return { free: 0n as Pence, usedUpOn: addDays(today, days) };
}
