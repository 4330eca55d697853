import { z } from "zod";
import type { AccountRow } from "~/domain/ledger/ledger-views.server";
import { ACCOUNT_KINDS, accountWords } from "~/domain/ledger/account-words";
import { available, postedBalance } from "~/domain/ledger/ledger";
import { sortedRows } from "~/domain/shared/rows-page";
import { byLetters, bySize, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { asAt, words } from "~/web/lists/as-at-query";
import { placeFields } from "~/web/lists/list-page";
import { sortField, written } from "~/web/lists/list-sort";

export type BalanceSort = "account" | "kind" | "in" | "out" | "balance" | "reserved" | "coming" | "available";

/** What accounts can be sorted by. */
export const BALANCE_SORTS: SortWords<BalanceSort> = {
  account: byLetters("account"),
  kind: byLetters("kind of account"),
  in: bySize("what came in"),
  out: bySize("what went out"),
  balance: bySize("balance"),
  reserved: bySize("what is reserved to go out"),
  coming: bySize("what is reserved to come in"),
  available: bySize("what is available"),
};

/** How accounts are sorted, as an address says it; nothing for the usual way. */
export const balancesSorted = (sort: Sorting<BalanceSort>): string | undefined =>
  written(sort) === "account" ? undefined : written(sort);

/** The address of the pages of balances and of their files: one filter, one meaning. */
export const BalancesQuery = z.object({
  on: asAt,
  kind: z.preprocess(
    (value) => value || undefined,
    z.enum(["source", "fund", "budget", "supplier", "vat"]).optional(),
  ),
  find: words,
  sort: sortField(BALANCE_SORTS, { by: "account", descending: false }),
  ...placeFields(),
  zero: z.preprocess((value) => value || undefined, z.literal("yes").optional()),
});
export type BalancesQuery = z.output<typeof BalancesQuery>;
/** The same on the page, where the day is typed into boxes and a wrong one is an error beside them. */
export const BalancesPageQuery = BalancesQuery.omit({ on: true });

/** The accounts that a filter asks for, in its order; accounts that never moved by then only when asked for too. */
export function chosenAccounts(
  accounts: readonly AccountRow[],
  query: Pick<BalancesQuery, "find" | "kind" | "zero" | "sort">,
): AccountRow[] {
  const find = query.find?.toLowerCase();
  const found = accounts.filter(
    (row) =>
      (!query.kind || row.kind === query.kind) &&
      (!find || `${row.key} ${row.name ?? ""}`.toLowerCase().includes(find)) &&
      (query.zero === "yes" || hasMoved(row)),
  );
  return sortedRows(found, query.sort, {
    account: (row) => accountWords(row.key, row.name),
    kind: (row) => ACCOUNT_KINDS[row.kind],
    in: (row) => row.creditsPosted,
    out: (row) => row.debitsPosted,
    balance: postedBalance,
    reserved: (row) => row.debitsPending,
    coming: (row) => row.creditsPending,
    available,
  });
}

/** Whether anything had come in, gone out or been reserved on an account. */
export function hasMoved(row: AccountRow): boolean {
  return (
    row.debitsPosted !== 0n ||
    row.creditsPosted !== 0n ||
    row.debitsPending !== 0n ||
    row.creditsPending !== 0n
  );
}
