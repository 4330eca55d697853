import { z } from "zod";
import { financialYearOf, type FinancialYear } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";

/** The filters of the pictures of money, as they stand in the address. */
export interface MoneyFilter {
  year: FinancialYear;
  measure: "committed" | "paid";
  /** "programmes", "own", "all", or the id of one programme. */
  source: string;
  by: "programme" | "fund";
  map: "per-head" | "total";
}

/** A picture never fails for a word in its address that it does not know: it shows what is usual instead. */
export const MoneyQuery = z.object({
  year: z.string().optional(),
  measure: z.string().optional(),
  source: z.string().max(100).optional(),
  by: z.string().optional(),
  map: z.string().optional(),
});

export function moneyFilter(query: z.output<typeof MoneyQuery>, today: Day): MoneyFilter {
  return {
    year: /^20\d\d$/.test(query.year ?? "") ? Number(query.year) : financialYearOf(today),
    measure: query.measure === "paid" ? "paid" : "committed",
    source: query.source || "programmes",
    by: query.by === "fund" ? "fund" : "programme",
    map: query.map === "total" ? "total" : "per-head",
  };
}

/** The filters as a query string, for the links to the files. */
export function moneyAddress(filter: MoneyFilter): string {
  return new URLSearchParams({
    year: String(filter.year),
    measure: filter.measure,
    source: filter.source,
    by: filter.by,
    map: filter.map,
  }).toString();
}
