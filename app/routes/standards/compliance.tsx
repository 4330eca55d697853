import { useLoaderData } from "@remix-run/react";
import { formatDay, formatMonth, type Day } from "~/domain/shared/day";
import { metPercent, notMet, type ComplianceCount } from "~/domain/standards/reports/compliance";
import {
  complianceByMonth,
  decisionTimes,
  endingByMonth,
  latestCompliance,
  type DecisionTime,
  type StandardComplianceRow,
} from "~/domain/standards/reports/compliance-views.server";
import { asCount, StackedBars } from "~/ui/charts/stacked-bars";
import { Select } from "~/ui/kit/fields/text-fields";
import { SubmitButton } from "~/ui/kit/form";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { sortLinks, written } from "~/web/lists/list-sort";
import { COMPLIANCE_SORTS, ComplianceQuery, sortedCompliance } from "~/web/standards/compliance-query";

export const meta = () => [{ title: pageTitle("How the market meets the standards") }];

export const loader = centre.loader({ query: ComplianceQuery }, async ({ q, query, request, today }) => {
  const latest = await latestCompliance(q, { on: today });
  const rows = sortedCompliance(latest?.rows ?? [], query.sort);
  const chosen = rows.find(({ standardId }) => standardId === query.standard) ?? leastMet(rows);
  const [months, ending, times] = await Promise.all([
    chosen ? complianceByMonth(q, { standardId: chosen.standardId, on: today }) : [],
    endingByMonth(q, { on: today }),
    decisionTimes(q, { on: today }),
  ]);
  return {
    countedOn: latest?.on ?? null,
    rows,
    chosen,
    months,
    ending,
    times,
    sort: written(query.sort),
    headings: sortLinks(request.url, COMPLIANCE_SORTS, query.sort),
  };
});

/** The standard that most solutions do not meet: what somebody opens this page to look at. */
function leastMet(rows: readonly StandardComplianceRow[]): StandardComplianceRow | undefined {
  return rows.toSorted((a, b) => notMet(b) - notMet(a))[0];
}

export default function Compliance() {
  const { countedOn, rows, sort, headings } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Of the solutions on sale, how many meet each standard that binds them: counted every night, kept as it was counted.">
        How the market meets the standards
      </PageTitle>
      {countedOn === null ? (
        <EmptyState heading="Nothing was counted yet" level={2}>
          <p>The first count is made tonight, and stands here in the morning.</p>
        </EmptyState>
      ) : (
        <>
          <h2>By standard, as counted on {formatDay(countedOn)}</h2>
          <DataTable
            id="standards"
            narrow="scroll"
            caption="Solutions on sale by standard"
            captionHidden
            rows={rows}
            rowKey={(row) => row.standardId}
            noun={["standard", "standards"]}
            downloads={spreadsheets(`/commercial/compliance.csv?sort=${sort}`)}
            columns={standardColumns(headings)}
          />
          <OverTime />
        </>
      )}
      <Ending />
      <Times />
    </FullWidth>
  );
}

type Headings = ReturnType<typeof useLoaderData<typeof loader>>["headings"];

const count = (
  key: string,
  header: string,
  of: (row: StandardComplianceRow) => number,
  sort?: Headings[keyof Headings],
) => ({
  key,
  header,
  numeric: true,
  sort,
  cell: (row: StandardComplianceRow) => of(row).toLocaleString("en-GB"),
});

const standardColumns = (headings: Headings): Column<StandardComplianceRow>[] => [
  {
    key: "standard",
    header: "Standard",
    rowHeader: true,
    sort: headings.standard,
    cell: (row) => <a href={`/standards/${row.standardId}`}>{row.title}</a>,
  },
  count("bound", "Solutions bound", (row) => row.bound, headings.bound),
  count("met", "Met", (row) => row.met),
  count("conditions", "Met with conditions", (row) => row.withConditions),
  count("waived", "Waived", (row) => row.waived),
  count("not", "Not met", notMet, headings["not-met"]),
  {
    key: "part",
    header: "Meet it",
    numeric: true,
    sort: headings.part,
    cell: (row) => (row.met + row.withConditions === 0 ? "Nobody" : `${metPercent(row)}%`),
  },
];

const SERIES = [
  { key: "met", label: "Met" },
  { key: "withConditions", label: "Met with conditions" },
  { key: "waived", label: "Waived" },
  { key: "notMet", label: "Not met", remainder: true },
];

const monthOf = (on: Day) => formatMonth(on.slice(0, 7));

/** What the picture says: now, and at its beginning. */
function finding(title: string, months: readonly (ComplianceCount & { on: Day })[]): string {
  const [first, last] = [months[0]!, months.at(-1)!];
  const said = (one: ComplianceCount & { on: Day }) =>
    `${one.met + one.withConditions} of ${one.bound} in ${monthOf(one.on)}`;
  return months.length === 1
    ? `${title}: met by ${said(last)}`
    : `${title}: met by ${said(last)}, and by ${said(first)}`;
}

function OverTime() {
  const { rows, chosen, months } = useLoaderData<typeof loader>();
  if (!chosen || months.length === 0) return null;
  return (
    <>
      <h2 id="over-time">Over twelve months</h2>
      <form method="get" action="/commercial/compliance#over-time" className="dt-no-print">
        <Select
          name="standard"
          label="Standard"
          value={chosen.standardId}
          options={rows.map(({ standardId, title }) => ({ value: standardId, label: title }))}
        />
        <SubmitButton variant="secondary">Show</SubmitButton>
      </form>
      <StackedBars
        id="months"
        title={finding(chosen.title, months)}
        series={SERIES}
        write={asCount}
        rowHeader="Counted on"
        totalHeader="Solutions bound"
        tableCaption={`${chosen.title}: solutions on sale by month`}
        bars={months.map((month) => ({
          key: month.on,
          label: formatDay(month.on),
          amounts: {
            met: BigInt(month.met),
            withConditions: BigInt(month.withConditions),
            waived: BigInt(month.waived),
            notMet: BigInt(notMet(month)),
          },
        }))}
      />
    </>
  );
}

function Ending() {
  const { ending } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="ending"
      caption="Certificates that end in the next twelve months"
      rows={ending}
      rowKey={(row) => row.month}
      columns={[
        {
          key: "month",
          header: "Month of the last day",
          rowHeader: true,
          cell: (row) => formatMonth(row.month),
        },
        {
          key: "certificates",
          header: "Certificates",
          numeric: true,
          cell: (row) => row.certificates.toLocaleString("en-GB"),
        },
      ]}
      empty={<p>No certificate ends in the next twelve months.</p>}
    />
  );
}

const TIMES: Column<DecisionTime>[] = [
  { key: "month", header: "Decided in", rowHeader: true, cell: (row) => formatMonth(row.month) },
  { key: "claims", header: "Claims", numeric: true, cell: (row) => row.claims.toLocaleString("en-GB") },
  { key: "half", header: "Half within (days)", numeric: true, cell: (row) => row.medianDays },
  { key: "ninth", header: "Nine of ten within (days)", numeric: true, cell: (row) => row.ninthDecileDays },
];

function Times() {
  const { times } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="times"
      caption="From sending a claim to its decision"
      rows={times}
      rowKey={(row) => row.month}
      columns={TIMES}
      empty={<p>No claim was decided in the last twelve months.</p>}
    />
  );
}
