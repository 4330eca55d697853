import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { RunScope, RunTotal } from "~/domain/simulator/market-run";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { Pagination } from "~/ui/kit/lists/pagination";
import { COST_BASIS, signed } from "./scenario-result";
import { StackedBars } from "~/ui/charts/stacked-bars";
import { spreadsheets } from "~/ui/kit/lists/downloads";

/** More payers than colours cannot be told apart; the others stand in the table by name. */
const MOST_IN_PICTURE = 5;
const OTHERS = "others";

export function scopeWords({ lots, buyerKinds, agreement }: RunScope): string {
  const parts = [
    ...(lots ? [`from lot ${lots.join(", ")}`] : []),
    ...(buyerKinds ? [`by ${buyerKinds.join(", ").replaceAll("_", " ")}`] : []),
    ...(agreement ? ["as far as the agreement covers them"] : []),
  ];
  return parts.length > 0 ? ` ${parts.join(", ")}` : "";
}

interface Year {
  payerCode: string;
  payerName: string;
  financialYear: number;
  before: Pence;
  after: Pence;
}

/** The largest payers of each year, before and after. */
export function RunYears({ title, years }: { title: string; years: readonly Year[] }) {
  const sizes = new Map<string, bigint>();
  for (const row of years)
    sizes.set(row.payerCode, (sizes.get(row.payerCode) ?? 0n) + row.before + row.after);
  const largest = [...sizes].sort(([, a], [, b]) => Number(b - a)).map(([code]) => code);
  const named = largest.slice(0, MOST_IN_PICTURE);
  const keyOf = (code: string) => (named.includes(code) ? code : OTHERS);
  const nameOf = new Map(years.map((row) => [row.payerCode, row.payerName]));
  const all = [...new Set(years.map((row) => row.financialYear))].sort((a, b) => a - b);
  const amounts = (year: number, side: "before" | "after") => {
    const found: Record<string, Pence> = {};
    for (const row of years.filter((one) => one.financialYear === year)) {
      const key = keyOf(row.payerCode);
      found[key] = ((found[key] ?? 0n) + row[side]) as Pence;
    }
    return found;
  };
  return (
    <StackedBars
      id="run-years"
      level={2}
      title={title}
      series={[
        ...named.map((key) => ({ key, label: nameOf.get(key) ?? key })),
        ...(largest.length > named.length
          ? [{ key: OTHERS, label: `${largest.length - named.length} other payers`, remainder: true }]
          : []),
      ]}
      bars={all.flatMap((year) =>
        (["before", "after"] as const).map((side) => ({
          key: `${year}-${side}`,
          label: `${formatFinancialYear(year)}, ${side}`,
          amounts: amounts(year, side),
        })),
      )}
      tableCaption="What payers bear, by financial year"
      rowHeader="Financial year"
    />
  );
}

/** Every payer before and after. */
export function RunTotals({ totals }: { totals: readonly RunTotal[] }) {
  const all = (key: "before" | "after" | "difference") => sum(totals.map((row) => row[key]));
  return (
    <DataTable
      id="run-totals"
      caption={`What each payer bears over all these orders, ${COST_BASIS}`}
      rows={totals}
      rowKey={(row) => row.payerCode}
      empty={
        <EmptyState heading="No order could be worked out">
          <p>The reasons stand below.</p>
        </EmptyState>
      }
      columns={[
        { key: "payer", header: "Payer", rowHeader: true, cell: (row) => row.payerName },
        { key: "before", header: "Before", numeric: true, cell: (row) => <Money amount={row.before} /> },
        { key: "after", header: "After", numeric: true, cell: (row) => <Money amount={row.after} /> },
        {
          key: "difference",
          header: "Difference",
          numeric: true,
          cell: (row) => <span className="dt-money">{signed(row.difference)}</span>,
        },
      ]}
      totals={[
        {
          payer: "All payers",
          before: <Money amount={all("before")} />,
          after: <Money amount={all("after")} />,
          difference: <span className="dt-money">{signed(all("difference"))}</span>,
        },
      ]}
    />
  );
}

/** What the rules would have asked of each fund, and what it held. */
export function RunFunds({
  funds,
}: {
  funds: readonly { fundId: string; name: string; needed: Pence; held: Pence }[];
}) {
  if (funds.length === 0) return null;
  return (
    <DataTable
      id="run-funds"
      caption="What the funds would have had to bear, excluding VAT"
      rows={funds}
      rowKey={(row) => row.fundId}
      columns={[
        { key: "fund", header: "Fund", rowHeader: true, cell: (row) => row.name },
        { key: "needed", header: "Needed", numeric: true, cell: (row) => <Money amount={row.needed} /> },
        { key: "held", header: "Held", numeric: true, cell: (row) => <Money amount={row.held} /> },
        {
          key: "short",
          header: "Short by",
          numeric: true,
          cell: (row) => (row.needed > row.held ? formatPence((row.needed - row.held) as Pence) : "Enough"),
        },
      ]}
    />
  );
}

export function RunProblems({
  problems,
  count,
}: {
  problems: readonly { orderId: string; problem: string }[];
  count: number;
}) {
  if (count === 0) return null;
  return (
    <WarningCallout
      heading={count === 1 ? "One order could not be worked out" : `${count} orders could not be worked out`}
    >
      <p>They count on neither side.</p>
      <OnlyLine shown={problems.length} total={count} noun={["order", "orders"]} which="first" />
      <ul>
        {problems.map((one) => (
          <li key={one.orderId}>
            <a href={`/commercial/orders/${one.orderId}`}>{one.orderId}</a>: {one.problem}
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}

interface ChangedOrder {
  orderId: string;
  title: string;
  buyerName: string;
  orderedOn: Day;
  moved: Pence;
  covered: boolean;
  problem: string | null;
}

/** Orders by how much would pass from one payer to another. */
export function ChangedOrders({
  rows,
  count,
  csvHref,
  previousHref,
  nextHref,
}: {
  rows: readonly ChangedOrder[];
  count: number;
  csvHref: string;
  previousHref: string | null;
  nextHref: string | null;
}) {
  return (
    <>
      <DataTable
        id="orders"
        caption="Orders, those that change most first"
        rows={rows}
        rowKey={(row) => row.orderId}
        totalRows={count}
        noun={["order", "orders"]}
        downloads={spreadsheets(csvHref)}
        columns={[
          {
            key: "order",
            header: "Order",
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={`/commercial/orders/${row.orderId}`}>{row.orderId}</a> {row.title}
              </>
            ),
          },
          { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
          { key: "on", header: "Ordered on", cell: (row) => formatDay(row.orderedOn) },
          {
            key: "moved",
            header: "Would pass between payers, excluding VAT",
            numeric: true,
            cell: (row) => {
              if (row.problem) return "Not worked out";
              return row.covered ? formatPence(row.moved) : "Not covered";
            },
          },
        ]}
      />
      <Pagination
        label="Pages of orders"
        previous={previousHref ? { href: previousHref, label: "those that change most" } : undefined}
        next={nextHref ? { href: nextHref, label: "orders that change less" } : undefined}
      />
    </>
  );
}
