import { useLoaderData } from "@remix-run/react";
import { shortlistsForAudit, type AuditedShortlist } from "~/domain/shortlists/shortlist-audit-views.server";
import { stateWord } from "~/domain/shared/state-words";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { SHORTLIST_STATES, ShortlistsQuery } from "~/web/shortlists/shortlists-query";

const BASE = "/commercial/shortlists";
const NOUN = ["shortlist", "shortlists"] as const;

export const meta = () => [{ title: pageTitle("Shortlists of every buyer") }];

/** Only auditors: before its award a shortlist is the buyer's own, and officers have no part in it. */
export const loader = centre.loader(
  { query: ShortlistsQuery, roles: ["auditor"] },
  async ({ q, query, request }) => {
    const { state, q: words } = query;
    const list = shortlistsForAudit(q, { state, words });
    return {
      page: shownPage(request.url, await list.page(placeIn(query))),
      state,
      words: words ?? "",
    };
  },
);

export default function Shortlists() {
  const { page, state, words } = useLoaderData<typeof loader>();
  const groups = [
    {
      name: "state",
      legend: "State",
      choices: SHORTLIST_STATES.map((value) => ({ value, label: stateWord(value) })),
      chosen: state ? [state] : [],
    },
  ];
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Each holds one need of a buyer and the solutions considered for it, until the award. You read them; only the buyer changes them.">
        Shortlists of every buyer
      </PageTitle>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the newest first"
        search={{ label: "Shortlist, name or buyer", words }}
        groups={groups}
      >
        <DataTable
          dense
          caption="Shortlists of every buyer"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups }))}
          columns={columns()}
          empty={
            <EmptyState heading="No shortlist matches" level={3}>
              <p>Shortlists that buyers start appear here. Take a filter away to see others.</p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

function columns(): Column<AuditedShortlist>[] {
  return [
    {
      key: "name",
      header: "Shortlist",
      rowHeader: true,
      cell: (row) => (
        <>
          <a href={`${BASE}/${row.id}`}>{row.name}</a>
          <br />
          <span className="dt-reference">{row.id}</span>
        </>
      ),
    },
    { key: "buyer", header: "Buyer", cell: (row) => row.organisationName },
    {
      key: "started",
      header: "Started",
      cell: (row) => (
        <>
          <MomentText at={row.createdAt} /> by {row.createdBy}
        </>
      ),
    },
    { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
    {
      key: "order",
      header: "Order",
      cell: (row) =>
        row.orderId ? <a href={`/commercial/orders/${row.orderId}`}>{row.orderId}</a> : "None yet",
    },
    { key: "solutions", header: "Solutions", numeric: true, cell: (row) => row.solutions },
  ];
}
