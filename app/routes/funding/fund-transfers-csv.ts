import { transfersList, type TransferRow } from "~/domain/funding/transfers/transfer-views.server";
import { decimalPence } from "~/domain/money/format";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { ASKED_COLUMNS } from "~/web/funding/asked-columns";
import { fileOfList } from "~/web/lists/list-download.server";
import { transferFilter, TransfersQuery } from "~/web/funding/transfers-query";
import { stateWord } from "~/domain/shared/state-words";

const COLUMNS: DownloadColumn<TransferRow>[] = [
  { header: "Reference", value: (row) => row.id },
  { header: "Kind", value: (row) => stateWord(row.kind) },
  { header: "From fund", value: (row) => row.fromFundId },
  { header: "To fund", value: (row) => row.toFundId },
  { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
  ...ASKED_COLUMNS,
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: TransfersQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-fund-transfers-${today}`, COLUMNS, (tx) =>
    transfersList(tx, transferFilter(query)),
  ),
);
