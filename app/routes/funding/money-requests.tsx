import { useLoaderData } from "@remix-run/react";
import { oneOfficerLimit } from "~/domain/funding/requests/money-request-views.server";
import { ASKED_KINDS, ASKED_STATES, askedPath, askedSum } from "~/domain/proposals/asked";
import { askedList, type AskedRow } from "~/domain/proposals/asked-views.server";
import { formatPence } from "~/domain/money/format";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { TabLinks } from "~/ui/kit/sections";
import { stateWord } from "~/domain/shared/state-words";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { RequestsQuery } from "~/web/funding/transfers-query";
import { MONEY_REQUEST_SORTS, type MoneyRequestSort } from "~/domain/funding/requests/money-request-sort";
import { sortWords } from "~/domain/shared/sorting";
import { queryText } from "~/web/lists/as-at-query";
import { sortLinks, written, type SortLinks } from "~/web/lists/list-sort";

export const meta = () => [{ title: pageTitle("What officers ask of each other") }];

export const loader = centre.loader({ query: RequestsQuery }, async ({ q, actor, query, request }) => ({
  page: shownPage(
    request.url,
    await askedList(q, { state: query.state, sort: query.sort }).page(placeIn(query)),
  ),
  sort: query.sort,
  headings: sortLinks(request.url, MONEY_REQUEST_SORTS, query.sort),
  state: query.state ?? null,
  limit: await oneOfficerLimit(q),
  officer: actor.roles.includes("commercial_officer"),
}));

const BASE = "/commercial/funding/requests";
const NOUN = ["request", "requests"] as const;

const STATES = [null, ...ASKED_STATES].map((value) => ({
  value,
  label: value === null ? "All" : stateWord(value),
}));

export default function MoneyRequests() {
  const { page, state, sort, headings, limit, officer } = useLoaderData<typeof loader>();
  const sorted = written(sort) === "-asked" ? undefined : written(sort);
  return (
    <FullWidth>
      <BackLink href="/commercial/funding">Funds</BackLink>
      <PageTitle lede="What moves money in funds, closes one sooner, makes allocations bind, ends an agreement, waives a standard or withdraws an award takes two officers: one asks, another decides. Where another body pays, it waits for that body after them.">
        What officers ask of each other
      </PageTitle>
      <p>
        {limit > 0n
          ? `One officer alone may put up to ${formatPence(limit)} into a fund.`
          : "There is no sum that one officer may put into a fund alone."}{" "}
        {officer ? <a href="/commercial/funding/limit">Ask to change this limit</a> : null}
      </p>
      <TabLinks
        label="State"
        tabs={STATES.map(({ value, label }) => ({
          href: `${BASE}${queryText({ state: value ?? undefined, sort: sorted })}`,
          label,
          current: value === state,
        }))}
      />
      {page.total > 0 ? (
        <CountLine page={page} noun={NOUN} order={sortWords(MONEY_REQUEST_SORTS, sort)} />
      ) : null}
      <DataTable
        id="requests"
        narrow="scroll"
        caption="Requests"
        captionHidden
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        downloads={spreadsheets(`${BASE}.csv${queryText({ state: state ?? undefined, sort: sorted })}`)}
        noun={NOUN}
        columns={columnsOf(headings)}
        empty={
          <EmptyState heading={state ? "No request is in this state" : "Nothing has been asked for"}>
            <p>When an officer asks for what takes two, it waits here for another.</p>
          </EmptyState>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </FullWidth>
  );
}

function columnsOf(headings: SortLinks<MoneyRequestSort>): Column<AskedRow>[] {
  return [
    {
      key: "id",
      header: "Reference",
      rowHeader: true,
      cell: (row) => <a href={askedPath(row)}>{row.id}</a>,
    },
    { key: "kind", header: "To do", cell: (row) => ASKED_KINDS[row.kind] },
    { key: "about", header: "About", sort: headings.about, cell: (row) => row.about ?? "Every fund" },
    { key: "by", header: "Asked by", sort: headings.by, cell: (row) => row.requestedByName },
    {
      key: "at",
      header: "Asked",
      sort: headings.asked,
      cell: (row) => <MomentText at={row.requestedAt} />,
    },
    {
      key: "state",
      header: "State",
      cell: (row) => <StatusTag status={row.state} label={row.stateText ?? undefined} />,
    },
    {
      key: "amount",
      header: "Amount",
      sort: headings.amount,
      numeric: true,
      cell: (row) => askedSum(row),
    },
  ];
}
