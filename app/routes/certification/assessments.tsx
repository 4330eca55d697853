import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holderWords } from "~/web/lists/own-lists-query";
import { CLAIM_STATE_WORDS, claimTitle } from "~/domain/certification/claims/claim";
import {
  claimsDecided,
  claimsWaitingList,
  type ClaimRow,
} from "~/domain/certification/claims/claim-views.server";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { ClaimsQuery, decidedFilter, waitingFilter } from "~/web/certification/claims-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import {
  DECIDED_SORTS,
  WAITING_SORTS,
  type DecidedSort,
  type WaitingSort,
} from "~/domain/certification/claims/claim-sort";
import { sortWords } from "~/domain/shared/sorting";
import { sortLinks, written, type SortLinks } from "~/web/lists/list-sort";

const BASE = "/commercial/assessments";
const WAITING = ["claim waiting", "claims waiting"] as const;
const DECISIONS = ["decision", "decisions"] as const;

export const meta: MetaFunction = () => [{ title: pageTitle("Assessments") }];

export const loader = centre.loader(
  { query: ClaimsQuery, roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q, query, request }) => {
    const [asked, past] = [waitingFilter(query), decidedFilter(query)];
    const [waiting, decided] = await Promise.all([
      claimsWaitingList(q, asked).page(placeIn(query)),
      claimsDecided(q, past).page(placeIn(query, "decided")),
    ]);
    return {
      waiting: {
        ...shownPage(request.url, waiting),
        order: sortWords(WAITING_SORTS, asked.sort),
        headings: sortLinks(request.url, WAITING_SORTS, asked.sort),
      },
      decided: {
        ...shownPage(request.url, decided, "decided"),
        order: sortWords(DECIDED_SORTS, past.sort),
        headings: sortLinks(request.url, DECIDED_SORTS, past.sort),
      },
      words: query.q ?? "",
      sort: query.sort ? written(query.sort) : undefined,
    };
  },
);

const claimColumns = (
  headings: Pick<SortLinks<WaitingSort | DecidedSort>, "standard" | "holder" | "supplier">,
): Column<ClaimRow>[] => [
  {
    key: "standard",
    header: "Standard",
    sort: headings.standard,
    rowHeader: true,
    cell: (row) => (
      <a href={`/commercial/assessments/${row.id}`}>
        {claimTitle(row)}
        <span className="nhsuk-u-visually-hidden"> for {row.solutionName ?? row.supplierName}</span>
      </a>
    ),
  },
  { key: "holder", header: "For", sort: headings.holder, cell: holderWords },
  { key: "supplier", header: "Supplier", sort: headings.supplier, cell: (row) => row.supplierName },
  { key: "state", header: "State", cell: (row) => <StatusTag status={CLAIM_STATE_WORDS[row.state]} /> },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Assessments() {
  const { waiting, decided, words, sort } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Claims by suppliers that they, or their products, meet a standard. Those that have waited longest come first until you sort them in another way.">
        Assessments
      </PageTitle>
      <SearchedList
        base={BASE}
        page={waiting}
        noun={WAITING}
        order={waiting.order}
        sort={sort}
        search={{ label: "Standard, supplier or solution", words }}
      >
        <DataTable
          caption="Waiting for a decision"
          id="waiting"
          rows={waiting.rows}
          totalRows={waiting.total}
          rowKey={(row) => row.id}
          noun={["claim", "claims"]}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, sort }))}
          columns={[
            ...claimColumns(waiting.headings),
            {
              key: "since",
              header: "Submitted",
              sort: waiting.headings.submitted,
              cell: (row) => (row.submittedAt ? <MomentText at={row.submittedAt} /> : null),
            },
          ]}
          empty={
            <EmptyState heading={words ? "No claim that waits matches" : "No claim is waiting"} level={3}>
              <p>A claim appears here as soon as a supplier submits it with all its evidence.</p>
            </EmptyState>
          }
        />
      </SearchedList>
      <Decided decided={decided} words={words} sort={sort} />
    </FullWidth>
  );
}

function Decided({ decided, words, sort }: Pick<Data, "decided" | "words" | "sort">) {
  return (
    <section id="decided" aria-labelledby="decided-heading">
      <h2 id="decided-heading">Decided</h2>
      {decided.total > 0 ? <CountLine page={decided} noun={DECISIONS} order={decided.order} /> : null}
      <DataTable
        caption="Decided"
        captionHidden
        id="decided-claims"
        rows={decided.rows}
        totalRows={decided.total}
        rowKey={(row) => row.id}
        noun={DECISIONS}
        downloads={spreadsheets(
          `${BASE}.csv?${new URLSearchParams({ list: "decided", ...(words ? { q: words } : {}), ...(sort ? { sort } : {}) })}`,
        )}
        columns={[
          ...claimColumns(decided.headings),
          {
            key: "decided",
            header: "Decided",
            sort: decided.headings.decided,
            cell: (row) => (row.decidedAt ? <MomentText at={row.decidedAt} /> : null),
          },
        ]}
        empty={
          <EmptyState heading={words ? "No decision matches" : "No decision yet"} level={3}>
            <p>Claims that were approved, returned or rejected stand here.</p>
          </EmptyState>
        }
      />
      <ListPages page={decided} noun={DECISIONS} />
    </section>
  );
}
