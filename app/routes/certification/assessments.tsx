import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CLAIM_STATE_WORDS } from "~/domain/certification/claim";
import { claimsDecided, claimsWaitingList, type ClaimRow } from "~/domain/certification/claim-views.server";
import { DataTable, type Column } from "~/ui/kit/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/empty-state";
import { CountLine, ListPages } from "~/ui/kit/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/downloads";
import { listAddress, SearchedList } from "~/ui/kit/searched-list";
import { claimFilter, ClaimsQuery } from "~/web/certification/claims-query";
import { placeIn, shownPage } from "~/web/lists/list-page";

const BASE = "/commercial/assessments";
const WAITING = ["claim waiting", "claims waiting"] as const;
const DECISIONS = ["decision", "decisions"] as const;

export const meta: MetaFunction = () => [{ title: pageTitle("Assessments") }];

export const loader = centre.loader(
  { query: ClaimsQuery, roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q, query, request }) => {
    const filter = claimFilter(query);
    const [waiting, decided] = await Promise.all([
      claimsWaitingList(q, filter).page(placeIn(query)),
      claimsDecided(q, filter).page(placeIn(query, "decided")),
    ]);
    return {
      waiting: shownPage(request.url, waiting),
      decided: shownPage(request.url, decided, "decided"),
      words: query.q ?? "",
    };
  },
);

const claimColumns: Column<ClaimRow>[] = [
  {
    key: "standard",
    header: "Standard",
    rowHeader: true,
    cell: (row) => (
      <a href={`/commercial/assessments/${row.id}`}>
        {row.standardTitle}, version {row.version}
        <span className="nhsuk-u-visually-hidden"> for {row.solutionName ?? row.supplierName}</span>
      </a>
    ),
  },
  { key: "holder", header: "For", cell: (row) => row.solutionName ?? "The organisation" },
  { key: "supplier", header: "Supplier", cell: (row) => row.supplierName },
  { key: "state", header: "State", cell: (row) => <StatusTag status={CLAIM_STATE_WORDS[row.state]} /> },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Assessments() {
  const { waiting, decided, words } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Claims by suppliers that they, or their products, meet a standard. Those that have waited longest come first.">
        Assessments
      </PageTitle>
      <SearchedList
        base={BASE}
        page={waiting}
        noun={WAITING}
        order="the longest waiting first"
        search={{ label: "Standard, supplier or solution", words }}
      >
        <DataTable
          caption="Waiting for a decision"
          id="waiting"
          rows={waiting.rows}
          totalRows={waiting.total}
          rowKey={(row) => row.id}
          noun={["claim", "claims"]}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words }))}
          columns={[
            ...claimColumns,
            {
              key: "since",
              header: "Submitted",
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
      <Decided decided={decided} words={words} />
    </FullWidth>
  );
}

function Decided({ decided, words }: Pick<Data, "decided" | "words">) {
  return (
    <section id="decided" aria-labelledby="decided-heading">
      <h2 id="decided-heading">Decided</h2>
      {decided.total > 0 ? (
        <CountLine page={decided} noun={DECISIONS} order="the latest decision first" />
      ) : null}
      <DataTable
        caption="Decided"
        captionHidden
        id="decided-claims"
        rows={decided.rows}
        totalRows={decided.total}
        rowKey={(row) => row.id}
        noun={DECISIONS}
        downloads={spreadsheets(
          `${BASE}.csv?${new URLSearchParams({ list: "decided", ...(words ? { q: words } : {}) })}`,
        )}
        columns={[
          ...claimColumns,
          {
            key: "decided",
            header: "Decided",
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
