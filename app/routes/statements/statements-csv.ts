import { shownCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import { kindLabel } from "~/domain/organisations/organisation";
import { financialYearOf, formatFinancialYear } from "~/domain/shared/financial-year";
import { MOST_WORKBOOK_ROWS } from "~/domain/shared/page-place";
import { statementsList } from "~/domain/statements/statement-list-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { StatementsQuery } from "~/web/statements/statement-files.server";

/** Organisations with their money of a year, all rows of the page with the same words. */
export const loader = centre.loader({ query: StatementsQuery }, async ({ q, query, today, recipient }) => {
  const year = query.year ?? financialYearOf(today);
  const { rows } = await statementsList(q, { year, words: query.words, most: MOST_WORKBOOK_ROWS });
  return rowsFile(
    recipient,
    `dovetail-statements-${formatFinancialYear(year).replace("/", "-")}`,
    [
      { header: "Organisation code", value: (row) => shownCode(row.code) },
      { header: "Organisation", value: (row) => row.name },
      { header: "Kind", value: (row) => kindLabel(row.kind) },
      { header: "Set aside and awarded (pounds)", value: (row) => decimalPence(row.grants) },
      { header: "Others pay for it (pounds)", value: (row) => decimalPence(row.forUs) },
      { header: "It pays itself (pounds)", value: (row) => decimalPence(row.byUs) },
    ],
    rows,
  );
});
