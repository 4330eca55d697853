import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameworksList } from "~/domain/frameworks/framework-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TabLinks } from "~/ui/kit/sections";
import { StatusTag } from "~/ui/kit/tag";
import { queryText } from "~/web/lists/as-at-query";
import { anyone } from "~/web/audience.server";
import { FrameworksQuery } from "~/web/frameworks/frameworks-query";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Frameworks") }];

export const loader = anyone.loader({ query: FrameworksQuery }, async ({ q, query, today }) => ({
  ...(await frameworksList(q, { on: today, state: query.state })),
  state: query.state,
}));

const TABS = [
  { state: undefined, label: "All" },
  { state: "live", label: "Live" },
  { state: "coming", label: "Coming" },
  { state: "expired", label: "Expired" },
];

export default function Frameworks() {
  const { rows, state } = useLoaderData<typeof loader>();
  const files = queryText({ state });
  return (
    <>
      <Breadcrumbs items={[{ label: "Home", href: "/" }]} />
      <ReadingColumn>
        <PageTitle lede="Agreements that suppliers have joined. Buyers order from them by the routes that each lot allows.">
          Frameworks
        </PageTitle>
      </ReadingColumn>
      <TabLinks
        label="Frameworks by state"
        tabs={TABS.map((tab) => ({
          href: `/frameworks${queryText({ state: tab.state })}`,
          label: tab.label,
          current: tab.state === state,
        }))}
      />
      <DataTable
        caption="Frameworks"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        noun={["framework", "frameworks"]}
        downloads={[
          ...spreadsheets(`/frameworks.csv${files}`),
          { label: "JSON", href: `/frameworks.json${files}` },
        ]}
        columns={[
          {
            key: "name",
            header: "Framework",
            rowHeader: true,
            cell: (row) => <a href={`/frameworks/${row.id}`}>{row.name}</a>,
          },
          { key: "owner", header: "Owner", cell: (row) => row.ownerName },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "ends", header: "Last day", cell: (row) => <DayText day={row.endsOn} /> },
          { key: "lots", header: "Lots", numeric: true, cell: (row) => row.lots },
          { key: "suppliers", header: "Suppliers", numeric: true, cell: (row) => row.suppliers },
          {
            key: "ceiling",
            header: "Ceiling, including VAT",
            numeric: true,
            cell: (row) => (row.ceiling === null ? "None stated" : <Money amount={row.ceiling} whole />),
          },
          {
            key: "used",
            header: "Used, including VAT",
            numeric: true,
            cell: (row) => <Money amount={row.used} whole />,
          },
        ]}
        empty={
          <EmptyState
            heading="No framework here"
            action={{ label: "Show all frameworks", href: "/frameworks" }}
          >
            <p>Frameworks in this state would be here. Commercial officers record them.</p>
          </EmptyState>
        }
      />
    </>
  );
}
