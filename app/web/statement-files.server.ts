import { z } from "zod";
import type { Statement } from "~/domain/statements/statement";
import { statementTables } from "~/domain/statements/statement-tables";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { paperCsv, paperXlsx } from "./paper-download.server";

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

/** "2026.pdf": the year and the kind of file. */
export const StatementFile = z
  .string()
  .regex(/^20\d\d\.(pdf|csv|xlsx)$/)
  .transform((name) => ({
    year: Number(name.slice(0, 4)) as FinancialYear,
    kind: name.slice(5) as "pdf" | "csv" | "xlsx",
  }));

/** The tables of a statement as one CSV file or as the sheets of a workbook. */
export function statementTableFile(statement: Statement, kind: "csv" | "xlsx"): Response | Promise<Response> {
  const name = `statement-${statement.organisation.code}-${statement.year}.${kind}`;
  const tables = statementTables(statement);
  if (kind === "csv") return paperCsv(name, tables);
  return paperXlsx(
    name,
    tables.map((table) => ({ ...table, sheet: SHEETS[table.key] ?? table.key })),
  );
}

const SHEETS: Record<string, string> = {
  gets: "What we get",
  "for-us": "What others pay for us",
  "by-us": "What we pay",
  funds: "Funds that we keep",
  left: "What is left",
  due: "Invoices to pay",
  ledger: "Agreement with the ledger",
};
