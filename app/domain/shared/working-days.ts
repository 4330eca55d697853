import { BANK_HOLIDAYS_PROJECTED_UNTIL, bankHolidaysOf } from "./bank-holidays";
import { addDays, formatDay, weekday, type Day } from "./day";
import { Problem } from "./problem";

/** Procurement Act 2023 s.51: eight working days, day 1 is the day the contract award notice is published. */
export const STANDSTILL_WORKING_DAYS = 8;

/**
 * Whether a day is a bank holiday in England. Throws a Problem outside the years that are published or
 * projected. Throws Problem rule-broken `bank-holidays-not-recorded`.
 */
export function isBankHoliday(value: Day): boolean {
  const year = value.slice(0, 4);
  const known = bankHolidaysOf(Number(year));
  if (known) return known.includes(value.slice(5));
  throw new Problem(
    "rule-broken",
    "bank-holidays-not-recorded",
    {
      title: `England's bank holidays of ${year} are not recorded, so its working days cannot be counted.`,
      detail: `They are recorded from 2024 to ${formatDay(BANK_HOLIDAYS_PROJECTED_UNTIL)}. Choose a date in that time, or ask support to record more years.`,
    },
    { day: value },
  );
}

/**
 * Any day but a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England (product.md,
 * section 11). Throws Problem rule-broken `bank-holidays-not-recorded`.
 */
export function isWorkingDay(value: Day): boolean {
  const holiday = isBankHoliday(value);
  return !holiday && weekday(value) !== 0 && weekday(value) !== 6;
}

/**
 * The working day so many working days after a day, which need not be one itself; 0 gives the day. Throws
 * Problem rule-broken `bank-holidays-not-recorded`.
 */
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
 * The last day of the mandatory standstill; the contract may be made from the day after. The day of
 * publication counts as the first when it is a working day, otherwise counting starts on the next. Eight
 * working days (Procurement Act 2023 s.51). Throws Problem rule-broken `bank-holidays-not-recorded`.
 */
export function standstillEnd(publishedOn: Day): Day {
  return addWorkingDays(addDays(publishedOn, -1), STANDSTILL_WORKING_DAYS);
}
