import { addDays, dayOf, day, type Day } from "~/domain/shared/day";
import { describeDemonstration } from "../setup/demonstration";

/*
 * The demonstration, loaded on the days on which calendars are at their worst. DEMONSTRATION_DAYS names others.
 */
const TODAY = dayOf(new Date());
const YEAR = Number(TODAY.slice(0, 4)) + 1;

/** The last Sunday of a month, on which the clocks change. */
function lastSunday(year: number, month: "03" | "10"): Day {
  let found = day(`${year}-${month}-31`);
  while (new Date(`${found}T12:00:00Z`).getUTCDay() !== 0) found = addDays(found, -1);
  return found;
}

const LEAP_YEAR = YEAR + ((4 - (YEAR % 4)) % 4);
const WORST: readonly Day[] = [
  day(`${YEAR}-02-28`),
  day(`${LEAP_YEAR}-02-29`),
  lastSunday(YEAR, "03"),
  day(`${YEAR}-03-31`),
  day(`${YEAR}-04-01`),
  lastSunday(YEAR, "10"),
  day(`${YEAR}-12-31`),
  ...[7, 90, 200, 400].map((days) => addDays(TODAY, days)),
  day("2031-12-31"),
];
const asked = process.env.DEMONSTRATION_DAYS?.split(",").map((text) => day(text));

for (const on of new Set(asked ?? WORST)) describeDemonstration(on);
