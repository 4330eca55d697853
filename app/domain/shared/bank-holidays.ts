import { addDays, day, weekday, type Day } from "./day";

/** England and Wales bank holidays as gov.uk/bank-holidays published them, substitutes included. */
const PUBLISHED: Readonly<Record<number, readonly string[]>> = {
  2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
  2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
  // Boxing Day 2026 is a Saturday, so Monday 28 December stands in for it.
  2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
  // Christmas Day 2027 is a Saturday and Boxing Day a Sunday: Monday and Tuesday stand in.
  2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
  // New Year's Day 2028 is a Saturday, so Monday 3 January stands in for it.
  2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
};

/** The last day that is published; what comes after is worked out and may miss a day that is proclaimed or moved. */
export const BANK_HOLIDAYS_PUBLISHED_UNTIL = day("2028-12-31");
/** The last day that is worked out. Further years are refused: the longer ahead, the less the rule is worth. */
export const BANK_HOLIDAYS_PROJECTED_UNTIL = day("2032-12-31");

/** The bank holidays of a year in England, "MM-DD" each; null for a year that is neither published nor projected. */
export function bankHolidaysOf(year: number): readonly string[] | null {
  const published = PUBLISHED[year];
  if (published) return published;
  const last = `${year}-12-31`;
  const projected = last > BANK_HOLIDAYS_PUBLISHED_UNTIL && last <= BANK_HOLIDAYS_PROJECTED_UNTIL;
  return projected ? projectedBankHolidays(year) : null;
}

/**
 * The bank holidays of a year by the standing rules (Banking and Financial Dealings Act 1971, Schedule 1, and the yearly
 * proclamations for New Year and May): a day that falls on a weekend is moved to the next weekday that is free.
 */
export function projectedBankHolidays(year: number): string[] {
  const on = (text: string) => day(`${year}-${text}`);
  const easter = easterSunday(year);
  const days = [addDays(easter, -2), addDays(easter, 1), firstMonday(on("05-01"))];
  days.push(firstMonday(on("05-25")), firstMonday(on("08-25"))); // the last Mondays of months of 31 days
  for (const fixed of ["01-01", "12-25", "12-26"]) {
    let free = on(fixed);
    while (isWeekend(free) || days.includes(free)) free = addDays(free, 1);
    days.push(free);
  }
  return days.map((value) => value.slice(5)).sort();
}

const isWeekend = (value: Day) => weekday(value) === 0 || weekday(value) === 6;

function firstMonday(from: Day): Day {
  return addDays(from, (8 - weekday(from)) % 7);
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher). */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moved = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moved + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  const month = Math.floor(sum / 31);
  return day(`${year}-0${month}-${String((sum % 31) + 1).padStart(2, "0")}`);
}
