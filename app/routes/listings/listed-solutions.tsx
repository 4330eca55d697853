import { useLoaderData } from "@remix-run/react";
import { LISTED_STATES } from "~/domain/listings/status/listing-status";
import { listedSolutions, type ListedSolution } from "~/domain/listings/status/listing-status-views.server";
import { sortWords } from "~/domain/shared/sorting";
import { MomentText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import { LISTED_SORT_WORDS, ListedQuery, listedFilter } from "~/web/listings/listed-solutions-query";

export const meta = () => [{ title: pageTitle("Solutions") }];

export const loader = centre.loader({ query: ListedQuery }, async ({ q, query, request }) => ({
  page: shownPage(request.url, await listedSolutions(q, listedFilter(query)).page(placeIn(query))),
  states: query.state,
  words: query.q ?? "",
  sort: query.sort,
  headings: sortLinks(request.url, LISTED_SORT_WORDS, query.sort),
}));

const BASE = "/commercial/solutions";
const NOUN = ["solution", "solutions"] as const;
const CHOICES = LISTED_STATES.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

export default function ListedSolutions() {
  const { page, states, words, sort, headings } = useLoaderData<typeof loader>();
  const sorted = written(sort) === "name" ? undefined : written(sort);
  const groups = [{ name: "state", legend: "State", choices: CHOICES, chosen: states }];
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Everything that is or was on sale. Open one to suspend, reinstate or withdraw it.">
        Solutions
      </PageTitle>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order={sortWords(LISTED_SORT_WORDS, sort)}
        sort={sorted}
        search={{ label: "Code, solution or supplier", words }}
        groups={groups}
      >
        <DataTable
          id="solutions"
          narrow="scroll"
          twoLines
          caption="Solutions"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups, sort: sorted }))}
          columns={[
            {
              key: "name",
              header: "Solution",
              rowHeader: true,
              sort: headings.name,
              cell: (row: ListedSolution) => <a href={`${BASE}/${encodeURIComponent(row.id)}`}>{row.name}</a>,
            },
            { key: "id", header: "Code", cell: (row) => row.id },
            {
              key: "supplier",
              header: "Supplier",
              sort: headings.supplier,
              cell: (row) => <a href={`/suppliers/${row.supplierId}`}>{row.supplierName}</a>,
            },
            { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
            {
              key: "since",
              header: "Since",
              sort: headings.since,
              cell: (row) => (row.since ? <MomentText at={row.since} /> : "The import"),
            },
          ]}
          empty={
            <EmptyState
              heading={states.length > 0 || words ? "No solution matches" : "Nothing is on sale yet"}
              level={3}
            >
              <p>
                A solution stands here from its first publication, also when it is suspended or withdrawn.
              </p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}
