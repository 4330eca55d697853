import { ledgerList } from "~/domain/funding/ledger-views.server";
import { centre } from "~/web/audience.server";
import { LEDGER_COLUMNS } from "~/web/ledger-columns";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";
import { xlsxOfList } from "~/web/list-download.server";

/** The movements of a filter as a workbook, the latest recorded first. Refused when it would not hold all of them. */
export const loader = centre.loader({ query: LedgerQuery }, ({ q, query, today }) =>
  xlsxOfList(`dovetail-ledger-${today}.xlsx`, LEDGER_COLUMNS, ledgerList(q, ledgerFilter(query))),
);
