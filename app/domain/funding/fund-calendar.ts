import ical, { ICalEventTransparency } from "ical-generator";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { ForwardRow } from "./forward";

/**
 * The opening and closing days of funds that are not closed, as a calendar file (RFC 5545): one all-day event each, which
 * a calendar can subscribe to. `madeAt` is the instant that the file is made, `host` the name that makes an event's id ours.
 */
export function fundCalendar(rows: readonly ForwardRow[], host: string, madeAt: Date): string {
  const calendar = ical({ prodId: "//Dovetail//Funds//EN", name: "Funds opening and closing" });
  for (const row of rows.filter(({ state }) => state !== "closed")) {
    const description = `${row.programmeName}, ${formatFinancialYear(row.financialYear)} ${row.nature}, paid by ${row.payerName}.`;
    for (const { what, on } of [
      { what: "opens", on: row.opensOn },
      { what: "closes", on: row.closesOn },
    ]) {
      calendar.createEvent({
        id: `${row.fundId}-${what}@${host}`,
        stamp: madeAt,
        // The library writes the UTC day of the instant, wherever it runs.
        start: new Date(`${on}T00:00:00Z`),
        allDay: true,
        summary: `${row.name} ${what}`,
        description,
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    }
  }
  return `${calendar.toString()}\r\n`;
}
