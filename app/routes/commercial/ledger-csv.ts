import { ledgerLines } from "~/domain/funding/ledger-views.server";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";
import { LEDGER_COLUMNS, MOST_LEDGER_ROWS } from "~/web/ledger-columns";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";

/** The movements of a filter as a file, newest first, at most 20,000. */
export const loader = centre.loader({ query: LedgerQuery }, async ({ q, query, today }) => {
  const lines = await ledgerLines(q, { ...ledgerFilter(query), limit: MOST_LEDGER_ROWS });
  return csvDownload(`dovetail-ledger-${today}.csv`, LEDGER_COLUMNS, lines);
});
