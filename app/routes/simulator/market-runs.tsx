import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { runSourceWords } from "~/domain/simulator/market-run";
import { marketRuns } from "~/domain/simulator/market-run-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";

const NOUN = ["run", "runs"] as const;
const Query = z.object(placeFields());

export const meta = () => [{ title: pageTitle("Market runs") }];

export const loader = centre.loader(
  { query: Query, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query, request }) => ({
    page: shownPage(request.url, await marketRuns(q).page(placeIn(query))),
    mayStart: actor.roles.includes("commercial_officer"),
  }),
);

export default function MarketRuns() {
  const { page, mayStart } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/simulator">Simulator</BackLink>
      <PageTitle lede="What other rules would have cost over every order of a financial year. A run changes nothing.">
        Market runs
      </PageTitle>
      {mayStart ? <ButtonLink href="/commercial/market-runs/new">Start a run</ButtonLink> : null}
      {page.total > 0 ? <CountLine page={page} noun={NOUN} order="the latest first" /> : null}
      <DataTable
        id="market-runs"
        caption="Runs, the latest first"
        captionHidden
        rows={page.rows}
        rowKey={(row) => row.id}
        totalRows={page.total}
        noun={NOUN}
        downloads={spreadsheets("/commercial/market-runs.csv")}
        empty={
          <EmptyState
            heading="There is no run yet"
            action={mayStart ? { label: "Start a run", href: "/commercial/market-runs/new" } : undefined}
          >
            <p>
              Take the rules of a scenario or of an agreement’s draft, and see what they would have cost last
              year, payer by payer and order by order.
            </p>
          </EmptyState>
        }
        columns={[
          {
            key: "title",
            header: "Run",
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={`/commercial/market-runs/${row.id}`}>{row.title}</a> ({row.id})
              </>
            ),
          },
          { key: "year", header: "Year", cell: (row) => formatFinancialYear(row.financialYear) },
          { key: "rules", header: "Rules of", cell: (row) => runSourceWords(row) },
          {
            key: "orders",
            header: "Orders",
            numeric: true,
            cell: (row) =>
              `${row.ordersDone.toLocaleString("en-GB")} of ${row.ordersTotal.toLocaleString("en-GB")}`,
          },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          {
            key: "started",
            header: "Started",
            cell: (row) => (
              <>
                <MomentText at={row.startedAt} /> by {row.startedByName}
              </>
            ),
          },
        ]}
      />
      <ListPages page={page} noun={NOUN} />
    </>
  );
}
