import { ASKED_KINDS } from "~/domain/proposals/asked";
import { askedList, type AskedRow } from "~/domain/proposals/asked-views.server";
import { decimalPence } from "~/domain/money/format";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { ASKED_COLUMNS } from "~/web/funding/asked-columns";
import { fileOfList } from "~/web/lists/list-download.server";
import { RequestsQuery } from "~/web/funding/transfers-query";

const COLUMNS: DownloadColumn<AskedRow>[] = [
  { header: "Reference", value: (row) => row.id },
  { header: "To do", value: (row) => ASKED_KINDS[row.kind] },
  { header: "Fund", value: (row) => row.fundId },
  { header: "About", value: (row) => row.about },
  { header: "Amount (pounds)", value: (row) => (row.amount === null ? null : decimalPence(row.amount)) },
  ...ASKED_COLUMNS,
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: RequestsQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-requests-between-officers-${today}`, COLUMNS, (tx) =>
    askedList(tx, { state: query.state, sort: query.sort }),
  ),
);
