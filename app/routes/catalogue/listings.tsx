import { useLoaderData } from "@remix-run/react";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { listingsOfSupplier, type OwnListingRow } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import type { VerdictOutcome } from "~/domain/certification/verdict";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { WRITERS } from "~/web/listings/change-page.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import { chosenListings, LISTING_SORTS, ListingsQuery } from "~/web/lists/own-lists-query";

export const meta = () => [{ title: pageTitle("Listings") }];

export const loader = supplier.loader(
  { query: ListingsQuery },
  async ({ q, actor, query, request, today }) => {
    const listings = await listingsOfSupplier(q, { supplierId: ownSupplier(actor) });
    const solutionIds = listings.filter((row) => row.kind === "solution").map((row) => row.id);
    const verdicts = await verdictsFor(q, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on: today });
    const rows = listings.map((row) => ({ ...row, outcome: verdicts.get(row.id)?.outcome ?? null }));
    const page = pageOfRows(chosenListings(rows, query), (row) => row.id, placeIn(query));
    return {
      page: shownPage(request.url, page),
      words: query.q,
      sort: query.sort,
      headings: sortLinks(request.url, LISTING_SORTS, query.sort),
      organisationName: actor.organisation.name,
      writer: WRITERS.some((role) => actor.roles.includes(role)),
    };
  },
);

const BASE = "/supplying/listings";
const NOUN = ["listing", "listings"] as const;

interface Row extends OwnListingRow {
  outcome: VerdictOutcome | null;
}

const isPublic = (row: OwnListingRow) => row.state === "published" || row.state === "suspended";

function PublicPage({ row }: { row: Row }) {
  if (!isPublic(row)) return <>Not public</>;
  const id = row.kind === "solution" ? row.id : row.parentId;
  if (id === null) return <>On the pages of its solutions</>;
  return (
    <a href={`/solutions/${id}`}>
      Public page<span className="nhsuk-u-visually-hidden"> of {row.name}</span>
    </a>
  );
}

export default function Listings() {
  const { page, words, sort, headings, organisationName, writer } = useLoaderData<typeof loader>();
  const sorted = written(sort) === "name" ? undefined : written(sort);
  return (
    <FullWidth>
      <PageTitle
        caption={organisationName}
        lede="Your solutions and services, where each stands, and whether it can be bought today."
      >
        Listings
      </PageTitle>
      {writer ? <ButtonLink href={`${BASE}/new`}>List a new solution</ButtonLink> : null}
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order={sortWords(LISTING_SORTS, sort)}
        search={{ label: "Name or code", words }}
        sort={sorted}
      >
        <DataTable<Row>
          caption="Listings"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, sort: sorted }))}
          columns={[
            {
              key: "name",
              header: "Listing",
              sort: headings.name,
              rowHeader: true,
              cell: (row) => <a href={`/supplying/listings/${row.id}`}>{row.name}</a>,
            },
            {
              key: "kind",
              header: "Kind",
              sort: headings.kind,
              cell: (row) => `${ITEM_KIND_NAMES[row.kind]}${row.parentName ? ` of ${row.parentName}` : ""}`,
            },
            {
              key: "state",
              header: "State",
              sort: headings.state,
              cell: (row) => <StatusTag status={row.state} />,
            },
            {
              key: "verdict",
              header: "Standards",
              cell: (row) => (row.outcome ? <VerdictTag verdict={row.outcome} /> : "Those of its solution"),
            },
            { key: "public", header: "In the catalogue", cell: (row) => <PublicPage row={row} /> },
          ]}
          empty={
            <EmptyState heading={words ? "No listing matches" : "No listing yet"} level={3}>
              <p>List a new solution: it stands here as a draft until the centre publishes it.</p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}
