import { z } from "zod";
import type { Statement } from "~/domain/statements/statement";
import { statementTables } from "~/domain/statements/statement-tables";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { paperCsv, paperXlsx } from "~/web/lists/paper-download.server";

const YEAR = /^20\d\d$/;

/** The year of a statement's page; a wrong one is taken for this year. */
export const StatementQuery = z.object({
  year: z
    .string()
    .optional()
    .transform((text) =>
      text !== undefined && YEAR.test(text) ? (Number(text) as FinancialYear) : undefined,
    ),
});

/** The list of statements and its files: a year, and words that an organisation is found by. */
export const StatementsQuery = StatementQuery.extend({ words: z.string().trim().max(100).optional() });

/** "2026.pdf" or "2026-due.csv": the year, for a CSV file the table, and the kind of file. */
export const StatementFile = z
  .string()
  .regex(/^20\d\d(-[a-z-]+\.csv|\.(pdf|csv|xlsx))$/)
  .transform((name) => ({
    year: Number(name.slice(0, 4)) as FinancialYear,
    table: /^\d{4}-([a-z-]+)\./.exec(name)?.[1] ?? null,
    kind: name.split(".")[1] as "pdf" | "csv" | "xlsx",
  }));

/**
 * A table of a statement as a CSV file, or all of them as the sheets of a workbook. Throws Problem not-found for a table
 * that this statement does not have, and rule-broken where no table is named: a CSV file holds one.
 */
export function statementTableFile(
  statement: Statement,
  { kind, table: key }: { kind: "csv" | "xlsx"; table: string | null },
): Response | Promise<Response> {
  const name = `statement-${statement.organisation.code}-${statement.year}`;
  const tables = statementTables(statement);
  if (kind === "csv") {
    if (key === null) {
      throw new Problem("rule-broken", "one-table-a-file", {
        title: "A CSV file holds one table",
        detail:
          "Each table of the statement has its own file below it. The workbook (XLSX) holds all of them.",
      });
    }
    const table = tables.find((one) => one.key === key);
    if (!table) throw new Problem("not-found", "no-such-table", "This statement has no such table.");
    return paperCsv(`${name}-${key}.csv`, table);
  }
  return paperXlsx(
    `${name}.xlsx`,
    tables.map((table) => ({ ...table, sheet: SHEETS[table.key] ?? table.key })),
  );
}

const SHEETS: Record<string, string> = {
  gets: "What we get",
  "for-us": "What others pay for us",
  "by-us": "What we pay",
  clawbacks: "Taken back",
  funds: "Funds that we keep",
  left: "What is left",
  due: "Invoices to pay",
  ledger: "Agreement with the ledger",
};
