import { isDay, type Day } from "~/domain/shared/day";
import { readDay } from "~/web/orders/order-forms";
import { queryRecord } from "~/web/parse.server";
import type { FormState } from "./form-state";

/** The days of a filter, and what was typed with what is wrong with it, for its fields. */
export interface TypedDays<Name extends string> {
  days: Partial<Record<Name, Day>>;
  state: FormState;
}

/**
 * Reads the days of a filter from an address: three boxes as people type them ("from-day", "from-month", "from-year"), or
 * one text as links write it ("from=2026-04-01"). What is no date is an error of its field and no day; where there are two,
 * the second is not before the first.
 */
export function typedDays<Name extends string>(url: string, names: readonly Name[]): TypedDays<Name> {
  const record = queryRecord(url);
  const days: Partial<Record<Name, Day>> = {};
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const name of names) {
    for (const part of ["day", "month", "year"]) {
      const typed = record[`${name}-${part}`];
      if (typeof typed === "string") values[`${name}-${part}`] = typed.trim();
    }
    const linked = String([record[name] ?? ""].flat()[0]).trim();
    const day = linked === "" ? readDay(values, name) : isDay(linked) ? linked : null;
    if (day === null) errors[name] = "Enter a real date, for example 31 3 2027";
    else if (day !== "") days[name] = day;
    // In the boxes a date of a link reads as one that was typed.
    if (linked !== "" && day) {
      const [year, month, date] = linked.split("-").map(Number);
      Object.assign(values, {
        [`${name}-day`]: String(date),
        [`${name}-month`]: String(month),
        [`${name}-year`]: String(year),
      });
    }
  }
  const [first, second] = names.map((name) => days[name]);
  if (first && second && second < first) {
    errors[names[1]!] = "The last day must be on or after the first day";
  }
  return { days, state: { values, errors } };
}
