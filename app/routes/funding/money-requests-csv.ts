import { MONEY_REQUESTS } from "~/domain/funding/money-request";
import { moneyRequestsList, type MoneyRequestRow } from "~/domain/funding/money-request-views.server";
import { decimalPence } from "~/domain/money/format";
import { stateWord } from "~/domain/shared/state-words";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import { TransfersQuery } from "~/web/funding/transfers-query";

const COLUMNS: DownloadColumn<MoneyRequestRow>[] = [
  { header: "Reference", value: (row) => row.id },
  { header: "To do", value: (row) => MONEY_REQUESTS[row.kind] },
  { header: "Fund", value: (row) => row.fundId },
  { header: "About", value: (row) => row.about },
  { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
  { header: "Reason", value: (row) => row.reason },
  { header: "State", value: (row) => stateWord(row.state) },
  { header: "Asked by", value: (row) => row.requestedByName },
  { header: "Asked at", value: (row) => row.requestedAt.toISOString() },
  { header: "Decided by", value: (row) => row.decidedByName },
  { header: "Decided at", value: (row) => row.decidedAt?.toISOString() },
  { header: "Why", value: (row) => row.decisionReason },
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: TransfersQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-requests-between-officers-${today}`, COLUMNS, (tx) =>
    moneyRequestsList(tx, { state: query.state }),
  ),
);
