import { addDays, type Day } from "~/domain/shared/day";

const instantOf = (value: Day): Date => {
  // Midnight in London is midnight or 11pm of the day before in UTC; try both and keep the one that is.
  const utc = new Date(`${value}T00:00:00Z`);
  const hour = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    hour: "2-digit",
    hour12: false,
  });
  return hour.format(utc) === "00" ? utc : new Date(utc.getTime() - 60 * 60 * 1000);
};

/** The instants between which two London dates lie, both dates included. */
export function instantsOf(from: Day | undefined, to: Day | undefined): { from?: Date; until?: Date } {
  return { from: from && instantOf(from), until: to && instantOf(addDays(to, 1)) };
}
