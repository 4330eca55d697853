import { useLoaderData } from "@remix-run/react";
import { CHANGE_KIND_WORDS, changeStateWord, REVIEW_STATES } from "~/domain/listings/change";
import { changesToReview, type ChangeRow } from "~/domain/listings/change-list-views.server";
import { MomentText } from "~/ui/kit/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { reviewFilter, ReviewsQuery } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Listings to review") }];

export const loader = centre.loader({ query: ReviewsQuery }, async ({ q, query, request }) => ({
  page: shownPage(request.url, await changesToReview(q, reviewFilter(query)).page(placeIn(query))),
  waiting: await changesToReview(q, { states: ["submitted"] }).count(),
  states: query.state,
  words: query.q ?? "",
}));

const BASE = "/commercial/listings";
const NOUN = ["change of a listing", "changes of listings"] as const;
const STATES = REVIEW_STATES.map((value) => ({ value, label: changeStateWord(value) }));

export default function ListingReviews() {
  const { page, waiting, states, words } = useLoaderData<typeof loader>();
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="New solutions, and edits of prices, capabilities, standards, data location and exit terms. What is published stays on sale until an edit is decided.">
        Listings to review
      </PageTitle>
      <p>
        {waiting === 0 ? (
          "None waits for a decision."
        ) : (
          <a href={`${BASE}?state=submitted`}>
            {waiting.toLocaleString("en-GB")} {waiting === 1 ? "waits" : "wait"} for a decision
          </a>
        )}
      </p>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the latest changed first"
        search={{ label: "Reference, solution or supplier", words }}
        groups={groups}
      >
        <DataTable
          id="reviews"
          dense
          twoLines
          caption="Changes of listings"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups }))}
          columns={COLUMNS}
          empty={
            <EmptyState
              heading={states.length > 0 || words ? "No change matches" : "Nothing was sent in yet"}
              level={3}
            >
              <p>When a supplier sends in a new solution or an edit, it stands here for good.</p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

const COLUMNS: Column<ChangeRow>[] = [
  {
    key: "id",
    header: "Reference",
    rowHeader: true,
    cell: (row) => <a href={`${BASE}/${row.id}`}>{row.id}</a>,
  },
  { key: "name", header: "Solution", cell: (row) => row.name },
  { key: "supplier", header: "Supplier", cell: (row) => row.supplierName },
  { key: "kind", header: "What", cell: (row) => CHANGE_KIND_WORDS[row.kind] },
  {
    key: "state",
    header: "State",
    cell: (row) => <StatusTag status={row.state} label={changeStateWord(row.state)} />,
  },
  {
    key: "sent",
    header: "Sent in",
    cell: (row) => (row.submittedAt ? <MomentText at={row.submittedAt} /> : "Published at once"),
  },
  { key: "changed", header: "Last changed", cell: (row) => <MomentText at={row.changedAt} /> },
];
