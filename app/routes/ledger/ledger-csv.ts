import { ledgerList } from "~/domain/ledger/ledger-views.server";
import { centre } from "~/web/audience.server";
import { LEDGER_COLUMNS } from "~/web/ledger/ledger-columns";
import { ledgerFilter, LedgerQuery } from "~/web/ledger/ledger-query";
import { fileOfList } from "~/web/lists/list-download.server";

/** The movements of a filter as a file, the latest day first. */
export const loader = centre.loader({ query: LedgerQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-ledger-${today}`, LEDGER_COLUMNS, (tx) =>
    ledgerList(tx, ledgerFilter(query)),
  ),
);
