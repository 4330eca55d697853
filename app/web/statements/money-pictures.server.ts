import { z } from "zod";
import type { Queryable } from "~db";
import { placesOf } from "~/domain/statements/places";
import { flowChoices, flowRows, type FlowSource } from "~/domain/statements/flow-views.server";
import { flowsOf } from "~/domain/statements/flows";
import { areaTable, flowTable, regionTable } from "~/domain/statements/money-tables";
import { financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import type { MoneyFilter } from "./money-query";
import { paperCsv, paperXlsx } from "~/web/lists/paper-download.server";

const MOST_SHOWN = { source: 6, buyer: 12, supplier: 10 };

/** A page's table ends here; the files hold every row. */
const MOST_ROWS_SHOWN = 100;

export const MoneyFile = z.enum([
  "flows.csv",
  "flows.xlsx",
  "areas.csv",
  "areas.xlsx",
  "regions.csv",
  "regions.xlsx",
]);

const sourceOf = (text: string): FlowSource =>
  text === "all" || text === "own" || text === "programmes"
    ? { kind: text }
    : { kind: "programme", programmeId: text };

const rowsOf = (q: Queryable, filter: MoneyFilter, published: boolean) =>
  flowRows(q, { year: filter.year, measure: filter.measure, source: sourceOf(filter.source), published });

/** What the page of pictures shows; the public one only counts orders that are published. */
export async function moneyPictures(q: Queryable, filter: MoneyFilter, options: { published: boolean }) {
  const [rows, choices] = [await rowsOf(q, filter, options.published), await flowChoices(q)];
  return {
    filter,
    years: [...new Set([filter.year, ...choices.years])].sort((a, b) => b - a),
    programmes: choices.programmes,
    flows: flowsOf(rows, { by: filter.by, most: MOST_SHOWN }),
    suppliers: new Set(rows.map((row) => row.supplierId)).size,
    places: placesOf(rows, financialYearPeriod(filter.year).to),
    rows: rows.slice(0, MOST_ROWS_SHOWN),
    rowCount: rows.length,
  };
}

export type MoneyPictures = Awaited<ReturnType<typeof moneyPictures>>;

/** The figures behind a picture as a CSV file or a workbook. */
export async function moneyFile(
  q: Queryable,
  filter: MoneyFilter,
  options: { published: boolean; file: z.output<typeof MoneyFile> },
): Promise<Response> {
  const rows = await rowsOf(q, filter, options.published);
  const [what, kind] = options.file.split(".");
  const year = formatFinancialYear(filter.year).replace("/", "-");
  const name = `dovetail-money-${what}-${filter.measure}-${year}.${kind}`;
  const [sheet, table] =
    what === "flows"
      ? ["Money", flowTable(rows, filter.measure)]
      : what === "areas"
        ? ["Areas", areaTable(placesOf(rows, financialYearPeriod(filter.year).to))]
        : ["Regions", regionTable(placesOf(rows, financialYearPeriod(filter.year).to))];
  return kind === "csv" ? paperCsv(name, table) : paperXlsx(name, [{ ...table, sheet }]);
}
