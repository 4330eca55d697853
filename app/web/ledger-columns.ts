import type { LedgerLine } from "~/domain/funding/ledger-views.server";
import { decimalPence } from "~/domain/money/format";
import type { DownloadColumn } from "./download.server";

/** A movement of the ledger in a file. */
export const LEDGER_COLUMNS: DownloadColumn<LedgerLine>[] = [
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
];
