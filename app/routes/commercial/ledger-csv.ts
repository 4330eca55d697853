import { ledgerLines } from "~/domain/funding/ledger-views.server";
import { decimalPence } from "~/domain/money/format";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";

const MOST_ROWS = 20_000;

/** The movements of a filter as a file, newest first, at most 20,000. */
export const loader = centre.loader({ query: LedgerQuery }, async ({ q, query, today }) => {
  const lines = await ledgerLines(q, { ...ledgerFilter(query), limit: MOST_ROWS });
  return csvDownload(
    `dovetail-ledger-${today}.csv`,
    [
      { header: "Movement", value: (line) => line.id },
      { header: "Transaction", value: (line) => line.transactionId },
      { header: "Day", value: (line) => line.effectiveOn },
      { header: "Recorded at", value: (line) => line.recordedAt.toISOString() },
      { header: "Deed", value: (line) => line.deed },
      { header: "What happened", value: (line) => line.text },
      { header: "Order", value: (line) => line.orderId },
      { header: "Invoice", value: (line) => line.invoiceNumber },
      { header: "Kind", value: (line) => line.kind },
      { header: "Debit account", value: (line) => line.debit },
      { header: "Credit account", value: (line) => line.credit },
      { header: "Amount (pounds)", value: (line) => decimalPence(line.amount) },
    ],
    lines,
  );
});
