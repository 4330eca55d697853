import { available, postedBalance } from "~/domain/funding/ledger";
import type { AccountRow } from "~/domain/funding/ledger-views.server";
import { decimalPence } from "~/domain/money/format";
import { csvDownload } from "./download.server";

/** Accounts with their counters as a file, in pounds. */
export function balancesCsv(name: string, rows: readonly AccountRow[]): Response {
  return csvDownload(
    name,
    [
      { header: "Account", value: (row) => row.key },
      { header: "Kind", value: (row) => row.kind },
      { header: "Organisation", value: (row) => row.ownerCode },
      { header: "Fund", value: (row) => row.fundId },
      { header: "Debits posted (pounds)", value: (row) => decimalPence(row.debitsPosted) },
      { header: "Credits posted (pounds)", value: (row) => decimalPence(row.creditsPosted) },
      { header: "Debits reserved (pounds)", value: (row) => decimalPence(row.debitsPending) },
      { header: "Credits reserved (pounds)", value: (row) => decimalPence(row.creditsPending) },
      { header: "Credits less debits (pounds)", value: (row) => decimalPence(postedBalance(row)) },
      { header: "Available (pounds)", value: (row) => decimalPence(available(row)) },
    ],
    rows,
  );
}
