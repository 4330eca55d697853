import { kindAndCode } from "~/domain/organisations/organisation";
import { formatHeadline, formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { PaperRow } from "~/domain/statements/paper";
import { headlines, positionText, type Statement } from "~/domain/statements/statement";
import { statementTables } from "~/domain/statements/statement-tables";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Figure } from "~/ui/kit/card";
import { WarningCallout } from "~/ui/kit/callouts";
import { DayText } from "~/ui/kit/day";
import { PageTitle } from "~/ui/kit/page";
import { PaperTable } from "~/ui/kit/lists/paper-table";
import { TabLinks } from "~/ui/kit/sections";
import { StackedBars, type Bar } from "~/ui/charts/stacked-bars";

const SERIES = [
  { key: "paid", label: "Paid" },
  { key: "invoiced", label: "Invoiced, not paid" },
  { key: "open", label: "Committed, not invoiced", remainder: true },
];

/** What an organisation gets, what it pays and what is left, on one page; the same words print and go into the files. */
export function StatementPage({
  statement,
  today,
  base,
  ordersBase,
  linkInvoices = true,
}: {
  statement: Statement;
  today: Day;
  /** Its address; the years are its query, the files lie below it. */
  base: string;
  /** Where the reader sees orders; a viewer without that leaves it out. */
  ordersBase?: string;
  /** False for a reader who may not open other organisations' invoices. */
  linkInvoices?: boolean;
}) {
  const { organisation, year } = statement;
  const file = (ending: string) => `${base}/${year}.${ending}`;
  const hrefOf = (row: PaperRow) => {
    if (row.invoiceNumber) return linkInvoices ? `/invoices/${row.invoiceNumber}` : undefined;
    return row.orderId && ordersBase ? `${ordersBase}/${row.orderId}` : undefined;
  };
  return (
    <>
      <PageTitle caption={`${organisation.name} (${kindAndCode(organisation)})`}>
        Statement {formatFinancialYear(year)}
      </PageTitle>
      <YearLinks statement={statement} base={base} />
      <p>
        Drawn on <DayText day={today} />. {positionText(statement.position)}
      </p>
      {statement.agreement.agrees ? null : (
        <WarningCallout heading="This statement does not agree with the ledger">
          <p>The last table shows where. Do not rely on it, and call support.</p>
        </WarningCallout>
      )}
      <div className="dt-figures">
        {headlines(statement).map(({ label, amount }) => (
          <Figure key={label} value={formatHeadline(amount)} label={label} />
        ))}
      </div>
      <WhoPays statement={statement} />
      <p className="dt-downloads dt-downloads--paper">
        Take it with you: <a href={file("pdf")}>PDF</a>, <a href={file("xlsx")}>XLSX</a>
      </p>
      {statementTables(statement).map((table) => (
        <PaperTable
          key={table.key}
          table={table}
          hrefOf={hrefOf}
          downloads={[{ label: "CSV", href: `${base}/${year}-${table.key}.csv` }]}
        />
      ))}
    </>
  );
}

function YearLinks({ statement, base }: { statement: Statement; base: string }) {
  if (statement.years.length < 2) return null;
  return (
    <TabLinks
      label="Financial years"
      tabs={statement.years.map((year) => ({
        label: formatFinancialYear(year),
        href: `${base}?year=${year}`,
        current: year === statement.year,
      }))}
    />
  );
}

/** A bar for each payer of the year: what is paid, invoiced and still to come. */
function WhoPays({ statement }: { statement: Statement }) {
  const lines = [...statement.paidByUs, ...statement.paidForUs];
  const own = statement.organisation.code;
  const keyOf = (line: (typeof lines)[number]) =>
    line.fundName ?? (line.payerCode === own ? "" : line.payerName);
  const bars = [...new Set(lines.map(keyOf))].map((payer): Bar => {
    const ours = lines.filter((line) => keyOf(line) === payer);
    const invoiced = sum(ours.map((line) => line.invoiced));
    const open = (sum(ours.map((line) => line.left)) - invoiced) as Pence;
    return {
      key: payer,
      label: payer || "Our own budget",
      amounts: { paid: sum(ours.map((line) => line.paid)), invoiced, open },
    };
  });
  if (bars.length === 0) return null;
  const { forUs, byUs } = statement.totals;
  const title =
    forUs === 0n
      ? `Our own budget pays all of ${formatPence(byUs)}`
      : `Others pay ${formatPence(forUs)} for us; our own budget pays ${formatPence(byUs)}`;
  return (
    <StackedBars
      id="who-pays"
      level={2}
      title={title}
      series={SERIES}
      bars={bars}
      tableCaption={`Who pays in ${formatFinancialYear(statement.year)}`}
      rowHeader="Payer"
    />
  );
}
