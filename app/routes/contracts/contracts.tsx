import { useLoaderData } from "@remix-run/react";
import { pence } from "~/domain/money/money";
import { CONTRACT_SORTS } from "~/domain/contracts/contract-sort";
import type { Release } from "~/domain/contracts/release";
import { CONTRACT_STATUSES, contractRow } from "~/domain/contracts/release-text";
import { contractsList } from "~/domain/contracts/release-views.server";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { sortWords } from "~/domain/shared/sorting";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { SubmitButton } from "~/ui/kit/form";
import { countSentence, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { Breadcrumbs, FullWidth, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { queryText } from "~/web/lists/as-at-query";
import { anyone } from "~/web/audience.server";
import { ContractsQuery } from "~/web/contracts/contracts-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks } from "~/web/lists/list-sort";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const ROWS_A_PAGE = 25;
const NOUN = ["contract", "contracts"] as const;
const STATUSES = Object.entries(CONTRACT_STATUSES).map(([value, label]) => ({ value, label }));

export const meta = () => [{ title: pageTitle("Contracts published") }];

export const loader = anyone.loader({ query: ContractsQuery }, async ({ q, query, request }) => {
  const { words, status, sort } = query;
  const page = await contractsList(q, { words, status, sort }).page(placeIn(query), ROWS_A_PAGE);
  const rows = page.rows.map(({ body, publishedAt }) => ({ ...contractRow(body as Release), publishedAt }));
  return {
    page: shownPage(request.url, { ...page, rows }),
    words,
    status,
    sort,
    written: `${sort.descending ? "-" : ""}${sort.by}`,
    headings: sortLinks(request.url, CONTRACT_SORTS, sort),
  };
});

export default function ContractsPublished() {
  const { page, words, status, sort, written } = useLoaderData<typeof loader>();
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
        <form method="get" action="/contracts" noValidate aria-label="Find contracts">
          <input type="hidden" name="sort" value={written} />
          <TextField name="words" label="Contract, buyer or supplier" value={words} />
          <Select name="status" label="Status" emptyLabel="Any" value={status} options={STATUSES} />
          <SubmitButton variant="secondary">Find contracts</SubmitButton>
        </form>
      </ReadingColumn>
      <FullWidth>
        {page.total > 0 ? (
          <p>
            {countSentence(page, NOUN)}, {sortWords(CONTRACT_SORTS, sort)}.
          </p>
        ) : null}
        <Table />
        <ListPages page={page} noun={NOUN} />
      </FullWidth>
    </>
  );
}

function Table() {
  const { page, words, status, written, headings } = useLoaderData<typeof loader>();
  return (
    <DataTable
      dense
      caption="Contracts"
      captionHidden
      rows={page.rows}
      totalRows={page.total}
      rowKey={(row) => row.ocid}
      noun={NOUN}
      downloads={spreadsheets(`/contracts.csv${queryText({ words, status, sort: written })}`)}
      columns={[
        {
          key: "title",
          header: "Contract",
          rowHeader: true,
          sort: headings.title,
          cell: (row) => <a href={`/contracts/${row.ocid}`}>{row.title}</a>,
        },
        { key: "buyer", header: "Buyer", cell: (row) => row.buyer },
        { key: "supplier", header: "Supplier", cell: (row) => row.supplier },
        {
          key: "value",
          header: "Excluding VAT",
          sort: headings.value,
          numeric: true,
          cell: (row) => <Money amount={pence(row.netPence)} />,
        },
        { key: "ends", header: "Ends", sort: headings.ends, cell: (row) => formatDay(row.endDate as Day) },
        {
          key: "published",
          header: "Published",
          sort: headings.published,
          cell: (row) => <DayText day={dayOf(row.publishedAt)} />,
        },
      ]}
      empty={
        words || status ? (
          <EmptyState
            heading="No contract matches"
            action={{ label: "Show all contracts", href: "/contracts" }}
          >
            <p>Try fewer words, or another status.</p>
          </EmptyState>
        ) : (
          <EmptyState heading="No contracts yet">
            <p>Signed orders appear here within a minute.</p>
          </EmptyState>
        )
      }
    />
  );
}
