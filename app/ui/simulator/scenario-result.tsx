import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { PayerDifference, PayerYear } from "~/domain/simulator/simulate";
import { DataTable } from "~/ui/kit/lists/data-table";
import type { Download } from "~/ui/kit/lists/downloads";
import { Amount, Money } from "~/ui/kit/money";
import { StackedBars, type Bar } from "~/ui/charts/stacked-bars";

type Named<T> = T & { payerName: string };

/** What a payer bears in the end stands beside prices without VAT: the VAT in it is said wherever it stands. */
export const COST_BASIS = "with the VAT that does not come back";

/** "+£1,200.00", "−£1,200.00" or "No change". */
export function signed(amount: Pence): string {
  if (amount === 0n) return "No change";
  return amount > 0n ? `+${formatPence(amount)}` : formatPence(amount);
}

function bars(rows: readonly Named<PayerYear>[], compared: boolean): Bar[] {
  const years = [...new Set(rows.map((row) => row.financialYear))].sort((a, b) => a - b);
  const side = (year: number, which: "before" | "after") =>
    Object.fromEntries(
      rows.filter((row) => row.financialYear === year).map((row) => [row.payerCode, row[which].cost]),
    );
  return years.flatMap((year): Bar[] => {
    const name = formatFinancialYear(year);
    const after = {
      key: `${year}-after`,
      label: compared ? `${name}, after` : name,
      amounts: side(year, "after"),
    };
    if (!compared) return [after];
    return [{ key: `${year}-before`, label: `${name}, before`, amounts: side(year, "before") }, after];
  });
}

/** Who bears how much in each financial year, before and after, as bars to one scale with their table. */
export function PayersByYear({
  title,
  rows,
  compared,
}: {
  title: string;
  rows: readonly Named<PayerYear>[];
  compared: boolean;
}) {
  const payers = new Map(rows.map((row) => [row.payerCode, row.payerName]));
  return (
    <StackedBars
      id="by-year"
      level={2}
      title={title}
      series={[...payers].map(([key, label]) => ({ key, label }))}
      bars={bars(rows, compared)}
      tableCaption={`What each payer bears, by financial year, ${COST_BASIS}`}
      rowHeader="Financial year"
    />
  );
}

/** What each payer bears in all, before and after, each figure a link to how it comes about. */
export function DifferencesTable({
  rows,
  total,
  compared,
  explainHref,
  downloads,
}: {
  rows: readonly Named<PayerDifference>[];
  total: { before: { cost: Pence }; after: { cost: Pence }; difference: Pence };
  compared: boolean;
  explainHref: (payerCode: string) => string;
  downloads: readonly Download[];
}) {
  const before = {
    key: "before",
    header: "Before",
    numeric: true,
    cell: (row: Named<PayerDifference>) => <Money amount={row.before.cost} />,
  };
  const difference = {
    key: "difference",
    header: "Difference",
    numeric: true,
    cell: (row: Named<PayerDifference>) => <span className="dt-money">{signed(row.difference)}</span>,
  };
  return (
    <DataTable
      id="differences"
      caption={`What each payer bears over the whole term, ${COST_BASIS}`}
      rows={rows}
      rowKey={(row) => row.payerCode}
      columns={[
        { key: "payer", header: "Payer", rowHeader: true, cell: (row) => row.payerName },
        ...(compared ? [before] : []),
        {
          key: "after",
          header: compared ? "After" : "Cost",
          numeric: true,
          cell: (row) =>
            row.after.cost === 0n ? (
              <Money amount={row.after.cost} />
            ) : (
              <Amount
                amount={row.after.cost}
                href={explainHref(row.payerCode)}
                explains={`what ${row.payerName} would pay`}
              />
            ),
        },
        ...(compared ? [difference] : []),
      ]}
      totals={[
        {
          payer: "All payers",
          before: <Money amount={total.before.cost} />,
          after: <Money amount={total.after.cost} />,
          difference: <span className="dt-money">{signed(total.difference)}</span>,
        },
      ]}
      downloads={downloads}
    />
  );
}
