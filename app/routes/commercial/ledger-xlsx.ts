import { ledgerLines } from "~/domain/funding/ledger-views.server";
import { centre } from "~/web/audience.server";
import { rowsXlsx } from "~/web/download.server";
import { LEDGER_COLUMNS, MOST_LEDGER_ROWS } from "~/web/ledger-columns";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";

/** The movements of a filter as a workbook, newest first, at most 20,000. */
export const loader = centre.loader({ query: LedgerQuery }, async ({ q, query, today }) => {
  const lines = await ledgerLines(q, { ...ledgerFilter(query), limit: MOST_LEDGER_ROWS });
  return rowsXlsx(`dovetail-ledger-${today}.xlsx`, LEDGER_COLUMNS, lines);
});
