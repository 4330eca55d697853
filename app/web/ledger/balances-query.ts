import { z } from "zod";
import type { AccountRow } from "~/domain/ledger/ledger-views.server";
import { asAt, words } from "~/web/lists/as-at-query";

/** The address of the pages of balances and of their files: one filter, one meaning. */
export const BalancesQuery = z.object({
  on: asAt,
  kind: z.preprocess(
    (value) => value || undefined,
    z.enum(["source", "fund", "budget", "supplier", "vat"]).optional(),
  ),
  find: words,
  after: words,
  zero: z.preprocess((value) => value || undefined, z.literal("yes").optional()),
});
export type BalancesQuery = z.output<typeof BalancesQuery>;
/** The same on the page, where the day is typed into boxes and a wrong one is an error beside them. */
export const BalancesPageQuery = BalancesQuery.omit({ on: true });

/** The accounts that a filter asks for; accounts that never moved by then only when asked for too. */
export function chosenAccounts(
  accounts: readonly AccountRow[],
  query: Pick<BalancesQuery, "find" | "kind" | "zero">,
): AccountRow[] {
  const find = query.find?.toLowerCase();
  return accounts.filter(
    (row) =>
      (!query.kind || row.kind === query.kind) &&
      (!find || `${row.key} ${row.name ?? ""}`.toLowerCase().includes(find)) &&
      (query.zero === "yes" || hasMoved(row)),
  );
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
