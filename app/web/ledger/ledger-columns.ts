import type { LedgerLine } from "~/domain/ledger/ledger-views.server";
import { decimalPence } from "~/domain/money/format";
import type { DownloadColumn } from "~/web/lists/download.server";
import { accountWords, MOVEMENT_WORDS } from "~/domain/ledger/account-words";
import { ENTRY_WORDS, type EntryKind } from "~/domain/ledger/ledger";

/** A movement of the ledger in a file. */
export const LEDGER_COLUMNS: DownloadColumn<LedgerLine>[] = [
  { header: "Number", value: (line) => line.id },
  { header: "Entry", value: (line) => line.transactionId },
  { header: "Day", value: (line) => line.effectiveOn },
  { header: "Recorded at", value: (line) => line.recordedAt.toISOString() },
  { header: "Kind of entry", value: (line) => ENTRY_WORDS[line.entry as EntryKind] ?? line.entry },
  { header: "What happened", value: (line) => line.text },
  { header: "Order", value: (line) => line.orderId },
  { header: "Invoice", value: (line) => line.invoiceNumber },
  { header: "Movement", value: (line) => MOVEMENT_WORDS[line.kind] },
  { header: "From", value: (line) => accountWords(line.debit, line.debitName) },
  { header: "To", value: (line) => accountWords(line.credit, line.creditName) },
  { header: "Amount (pounds)", value: (line) => decimalPence(line.amount) },
];
