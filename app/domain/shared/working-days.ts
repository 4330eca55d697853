import { addDays, day, weekday, type Day } from "./day";

/** England and Wales bank holidays, substitutes included (gov.uk/bank-holidays). Known up to the end of KNOWN_UNTIL. */
const BANK_HOLIDAYS_ENGLAND: Readonly<Record<number, readonly string[]>> = {
  2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
  2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
  // Boxing Day 2026 is a Saturday, so Monday 28 December stands in for it.
  2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
  // Christmas Day 2027 is a Saturday and Boxing Day a Sunday: Monday and Tuesday stand in.
  2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
  // New Year's Day 2028 is a Saturday, so Monday 3 January stands in for it.
  2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
};

export const BANK_HOLIDAYS_FROM = day("2024-01-01");
export const BANK_HOLIDAYS_KNOWN_UNTIL = day("2028-12-31");

/** Procurement Act 2023 s.51: eight working days, day 1 is the day the contract award notice is published. */
export const STANDSTILL_WORKING_DAYS = 8;

/** Whether a day is a bank holiday in England. Throws RangeError outside the years that are known. */
export function isBankHoliday(value: Day): boolean {
  const known = BANK_HOLIDAYS_ENGLAND[Number(value.slice(0, 4))];
  if (!known) throw new RangeError(`England's bank holidays of ${value.slice(0, 4)} are not recorded`);
  return known.includes(value.slice(5));
}

/** Any day but a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England (product.md, section 11). */
export function isWorkingDay(value: Day): boolean {
  const holiday = isBankHoliday(value);
  return !holiday && weekday(value) !== 0 && weekday(value) !== 6;
}

/** The working day so many working days after a day, which need not be one itself; 0 gives the day. */
export function addWorkingDays(value: Day, workingDays: number): Day {
  if (!Number.isInteger(workingDays) || workingDays < 0) {
    throw new RangeError("working days are added in whole numbers of nought or more");
  }
  let found = value;
  for (let left = workingDays; left > 0;) {
    found = addDays(found, 1);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}

/**
 * The last day of the mandatory standstill; the contract may be made from the day after. The day of publication counts
 * as the first when it is a working day, otherwise counting starts on the next.
 */
export function standstillEnd(publishedOn: Day): Day {
  return addWorkingDays(addDays(publishedOn, -1), STANDSTILL_WORKING_DAYS);
}
