/**
 * Days are London dates without a time, written "2026-04-01". They compare as text. A period is inclusive at both
 * ends, as certificates and agreements are in speech: valid to 31 March means valid on 31 March.
 */
export type Day = string & { readonly __kind: "day" };

export interface Period {
  from: Day;
  to: Day;
}

const MILLISECONDS_PER_DAY = 86_400_000;

function toUtc(value: Day): number {
  return Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10)));
}

function fromUtc(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day;
}

/** True for a real calendar date written YYYY-MM-DD. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromUtc(toUtc(text as Day)) === text;
}

/** Makes a day from text. Throws RangeError when it is not a real date. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}

const london = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The London date of an instant. */
export function dayOf(instant: Date): Day {
  return london.format(instant) as Day;
}

/** The London day so many days later, or earlier when negative. */
export function addDays(value: Day, days: number): Day {
  return fromUtc(toUtc(value) + days * MILLISECONDS_PER_DAY);
}

/** Adds calendar months; a day that the month lacks becomes its last (31 January + 1 is 28 or 29 February). */
export function addMonths(value: Day, months: number): Day {
  const index = Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month, Math.min(Number(value.slice(8, 10)), last)));
}

/** Days from one date to another; negative when the second is earlier. The first day is not counted. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / MILLISECONDS_PER_DAY);
}

/** Number of days in a period, both ends counted. */
export function lengthDays(period: Period): number {
  return daysBetween(period.from, period.to) + 1;
}

/** Whether a day is in a period: both ends are inclusive, and no end is open for ever. */
export function contains(period: { from: Day; to: Day | null }, value: Day): boolean {
  return period.from <= value && (period.to === null || value <= period.to);
}

/** The earlier of two London days. */
export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** The later of two London days. */
export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** 0 is Sunday. */
export function weekday(value: Day): number {
  return new Date(toUtc(value)).getUTCDay();
}

/** One for all days: making one takes a hundred times as long as using it, and lists of products name many days. */
const IN_WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Formats a day for people: "3 March 2027". */
export function formatDay(value: Day): string {
  return IN_WORDS.format(toUtc(value));
}

const MONTH_IN_WORDS = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** Formats a month, "2027-03", for people: "March 2027". */
export function formatMonth(month: string): string {
  return MONTH_IN_WORDS.format(toUtc(`${month}-01` as Day));
}
