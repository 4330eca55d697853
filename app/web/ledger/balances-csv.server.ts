import { shownCode } from "~/domain/shared/organisation-words";
import { available, postedBalance } from "~/domain/ledger/ledger";
import type { AccountRow } from "~/domain/ledger/ledger-views.server";
import { decimalPence } from "~/domain/money/format";
import { rowsFile } from "~/web/lists/download.server";
import type { Recipient } from "~/web/request-scope.server";
import { ACCOUNT_KINDS, accountWords } from "~/domain/ledger/account-words";

/** Accounts with their counters as a file, in pounds. */
export function balancesFile(
  recipient: Recipient,
  name: string,
  rows: readonly AccountRow[],
): Promise<Response> {
  return rowsFile(
    recipient,
    name,
    [
      { header: "Account", value: (row) => accountWords(row.key, row.name) },
      { header: "Kind", value: (row) => ACCOUNT_KINDS[row.kind] },
      { header: "Organisation code", value: (row) => shownCode(row.ownerCode) },
      { header: "Fund", value: (row) => row.fundId },
      { header: "Went out (pounds)", value: (row) => decimalPence(row.debitsPosted) },
      { header: "Came in (pounds)", value: (row) => decimalPence(row.creditsPosted) },
      { header: "Reserved to go out (pounds)", value: (row) => decimalPence(row.debitsPending) },
      { header: "Reserved to come in (pounds)", value: (row) => decimalPence(row.creditsPending) },
      { header: "Balance (pounds)", value: (row) => decimalPence(postedBalance(row)) },
      { header: "Available (pounds)", value: (row) => decimalPence(available(row)) },
    ],
    rows,
  );
}
