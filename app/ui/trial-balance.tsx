import type { AccountKind, Counters, TrialBalance } from "~/domain/funding/ledger";
import { formatPence } from "~/domain/money/format";
import { DataTable, type Column } from "./data-table";

export const ACCOUNT_KINDS: Record<AccountKind, string> = {
  source: "Where funds come from",
  fund: "Funds",
  budget: "Organisations’ own budgets",
  vat: "VAT that payers recover",
  supplier: "Suppliers",
};

/** The four counters as columns, for accounts and for kinds of accounts alike. */
export function counterColumns<Row extends Counters>(): Column<Row>[] {
  const column = (key: keyof Counters, header: string): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => formatPence(row[key]),
  });
  return [
    column("debitsPosted", "Debits posted"),
    column("creditsPosted", "Credits posted"),
    column("debitsPending", "Debits reserved"),
    column("creditsPending", "Credits reserved"),
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
  return `Trial balance: credits less debits is ${formatPence(difference)}`;
}

/** The trial balance by kind of account. */
export function TrialBalanceTable({
  kinds,
  totals,
}: {
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
          header: "How many",
          numeric: true,
          cell: (row) => row.accounts.toLocaleString("en-GB"),
        },
        ...counterColumns<(typeof kinds)[number]>(),
      ]}
      totals={[{ kind: "Total", ...counterTotals(totals) }]}
    />
  );
}
