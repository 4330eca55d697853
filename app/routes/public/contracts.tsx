import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { contractsPublished } from "~/domain/publication/release-views.server";
import { contractRow } from "~/domain/publication/release-text";
import { pence } from "~/domain/money/money";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { Money } from "~/ui/money";
import { Breadcrumbs, PageTitle, ReadingColumn, pageTitle } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { anyone } from "~/web/audience.server";

const ROWS_A_PAGE = 50;
const Query = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

export const meta = () => [{ title: pageTitle("Contracts published") }];

export const loader = anyone.loader({ query: Query }, async ({ q, query }) => {
  const before = query.before === undefined ? undefined : BigInt(query.before);
  const found = await contractsPublished(q, { limit: ROWS_A_PAGE + 1, before });
  const shown = found.slice(0, ROWS_A_PAGE);
  return {
    rows: shown.map(({ release, publishedAt }) => ({ ...contractRow(release), publishedAt })),
    older: found.length > ROWS_A_PAGE ? String(shown.at(-1)!.sequence) : null,
    first: before === undefined,
  };
});

export default function ContractsPublished() {
  const { rows, older, first } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs items={[{ label: "Home", href: "/" }]} />
      <ReadingColumn>
        <PageTitle>Contracts published</PageTitle>
        <p className="nhsuk-lede-text">
          Every order placed here is published when both sides have signed it, with what it costs, who pays
          and what has been paid so far.
        </p>
        <p>
          The same records are open data in the Open Contracting Data Standard:{" "}
          <a href="/api/v1/ocds/releases">releases as JSON</a>.
        </p>
      </ReadingColumn>
      <DataTable
        caption="Contracts, the latest first"
        rows={rows}
        rowKey={(row) => row.ocid}
        noun={["contract", "contracts"]}
        downloads={[{ label: "CSV", href: "/contracts.csv" }]}
        columns={[
          {
            key: "title",
            header: "Contract",
            rowHeader: true,
            cell: (row) => <a href={`/contracts/${row.ocid}`}>{row.title}</a>,
          },
          { key: "buyer", header: "Buyer", cell: (row) => row.buyer },
          { key: "supplier", header: "Supplier", cell: (row) => row.supplier },
          {
            key: "value",
            header: "Value, excluding VAT",
            numeric: true,
            cell: (row) => <Money amount={pence(row.netPence)} />,
          },
          { key: "published", header: "Published", cell: (row) => <MomentText at={row.publishedAt} /> },
        ]}
        empty={
          <EmptyState heading="No contracts yet">
            <p>Signed orders appear here within a minute.</p>
          </EmptyState>
        }
      />
      <Pagination
        previous={first ? undefined : { href: "/contracts", label: "the latest contracts" }}
        next={older ? { href: `/contracts?before=${older}`, label: "older contracts" } : undefined}
      />
    </>
  );
}
