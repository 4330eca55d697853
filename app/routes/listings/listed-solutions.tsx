import { useLoaderData } from "@remix-run/react";
import { VERDICT_OUTCOMES } from "~/domain/certification/verdict";
import { LISTED_STATES } from "~/domain/listings/status/listing-status";
import { judgedSolutions, type JudgedSolution } from "~/domain/listings/status/listing-status-views.server";
import { verdictWords } from "~/domain/shared/state-words";
import { sortWords } from "~/domain/shared/sorting";
import { MomentText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import { LISTED_SORT_WORDS, ListedQuery, listedFilter } from "~/web/listings/listed-solutions-query";

export const meta = () => [{ title: pageTitle("Solutions") }];

export const loader = centre.loader({ query: ListedQuery }, async ({ q, query, request, today }) => ({
  page: shownPage(request.url, await judgedSolutions(q, today, listedFilter(query)).page(placeIn(query))),
  states: query.state,
  outcomes: query.standards,
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
const OUTCOMES = VERDICT_OUTCOMES.map((value) => ({ value, label: verdictWords(value) }));

type Headings = ReturnType<typeof sortLinks<keyof typeof LISTED_SORT_WORDS>>;

const columnsOf = (headings: Headings) => [
  {
    key: "name",
    header: "Solution",
    rowHeader: true,
    sort: headings.name,
    cell: (row: JudgedSolution) => <a href={`${BASE}/${encodeURIComponent(row.id)}`}>{row.name}</a>,
  },
  { key: "id", header: "Code", cell: (row: JudgedSolution) => row.id },
  {
    key: "supplier",
    header: "Supplier",
    sort: headings.supplier,
    cell: (row: JudgedSolution) => <a href={`/suppliers/${row.supplierId}`}>{row.supplierName}</a>,
  },
  { key: "state", header: "State", cell: (row: JudgedSolution) => <StatusTag status={row.state} /> },
  {
    key: "standards",
    header: "Standards",
    cell: (row: JudgedSolution) => (row.outcome ? <VerdictTag verdict={row.outcome} /> : "Not asked"),
  },
  {
    key: "since",
    header: "Since",
    sort: headings.since,
    cell: (row: JudgedSolution) => (row.since ? <MomentText at={row.since} /> : "The import"),
  },
];

export default function ListedSolutions() {
  const { page, states, outcomes, words, sort, headings } = useLoaderData<typeof loader>();
  const sorted = written(sort) === "name" ? undefined : written(sort);
  const groups = [
    { name: "state", legend: "State", choices: CHOICES, chosen: states },
    { name: "standards", legend: "Standards today", choices: OUTCOMES, chosen: outcomes },
  ];
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Everything that is or was on sale, and whether it meets today the standards of its lots. Open one to suspend, reinstate or withdraw it.">
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
          columns={columnsOf(headings)}
          empty={
            <EmptyState
              heading={
                states.length > 0 || outcomes.length > 0 || words
                  ? "No solution matches"
                  : "Nothing is on sale yet"
              }
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
