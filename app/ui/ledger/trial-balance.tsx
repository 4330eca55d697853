import { ACCOUNT_KINDS } from "~/domain/ledger/account-words";
import type { AccountKind, Counters, TrialBalance } from "~/domain/ledger/ledger";
import { formatPence } from "~/domain/money/format";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";

/** The four counters as columns, for accounts and for kinds of accounts alike. */
export function counterColumns<Row extends Counters>(): Column<Row>[] {
  const column = (key: keyof Counters, header: string): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => formatPence(row[key]),
  });
  return [
    column("debitsPosted", "Went out"),
    column("creditsPosted", "Came in"),
    column("debitsPending", "Reserved to go out"),
    column("creditsPending", "Reserved to come in"),
  ];
}

export function counterTotals(totals: Counters) {
  return {
    debitsPosted: formatPence(totals.debitsPosted),
    creditsPosted: formatPence(totals.creditsPosted),
    debitsPending: formatPence(totals.debitsPending),
    creditsPending: formatPence(totals.creditsPending),
  };
}

/** The finding of a trial balance: zero, always. */
export function trialBalanceFinding(totals: TrialBalance): string {
  const difference = totals.postedDifference === 0n ? totals.pendingDifference : totals.postedDifference;
  return `Trial balance: what came in less what went out is ${formatPence(difference)}`;
}

/** The trial balance by kind of account. */
export function TrialBalanceTable({
  kinds,
  totals,
  counts,
}: {
  /** What of the accounts of a kind are counted: all, or those that had moved. */
  counts: "all" | "moved";
  kinds: readonly (Counters & { kind: AccountKind; accounts: number })[];
  totals: TrialBalance;
}) {
  return (
    <DataTable
      id="trial-balance"
      narrow="scroll"
      caption={trialBalanceFinding(totals)}
      rows={kinds}
      rowKey={(row) => row.kind}
      columns={[
        { key: "kind", header: "Accounts", rowHeader: true, cell: (row) => ACCOUNT_KINDS[row.kind] },
        {
          key: "count",
          header: counts === "all" ? "How many, also those never moved" : "How many had moved",
          numeric: true,
          cell: (row) => row.accounts.toLocaleString("en-GB"),
        },
        ...counterColumns<(typeof kinds)[number]>(),
      ]}
      totals={[{ kind: "Total", ...counterTotals(totals) }]}
    />
  );
}
