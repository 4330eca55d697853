import { useLoaderData } from "@remix-run/react";
import { MONEY_REQUESTS } from "~/domain/funding/money-request";
import { moneyRequestsList, oneOfficerLimit } from "~/domain/funding/money-request-views.server";
import { formatPence } from "~/domain/money/format";
import { DataTable } from "~/ui/kit/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/downloads";
import { EmptyState } from "~/ui/kit/empty-state";
import { CountLine, ListPages } from "~/ui/kit/list-page";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { TabLinks } from "~/ui/kit/sections";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { TransfersQuery } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("What officers ask of each other") }];

export const loader = centre.loader({ query: TransfersQuery }, async ({ q, actor, query, request }) => ({
  page: shownPage(request.url, await moneyRequestsList(q, { state: query.state }).page(placeIn(query))),
  state: query.state ?? null,
  limit: await oneOfficerLimit(q),
  officer: actor.roles.includes("commercial_officer"),
}));

const NOUN = ["request", "requests"] as const;

const STATES = [
  { value: null, label: "All" },
  { value: "requested", label: "Waiting" },
  { value: "approved", label: "Approved" },
  { value: "declined", label: "Declined" },
  { value: "withdrawn", label: "Withdrawn" },
] as const;

export default function MoneyRequests() {
  const { page, state, limit, officer } = useLoaderData<typeof loader>();
  const query = state ? `?state=${state}` : "";
  return (
    <FullWidth>
      <BackLink href="/commercial/funding">Funds</BackLink>
      <PageTitle lede="To open a fund, to add money to one and to reverse a movement takes two officers: one asks, another decides.">
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
          href: `/commercial/funding/requests${value ? `?state=${value}` : ""}`,
          label,
          current: value === state,
        }))}
      />
      {page.total > 0 ? <CountLine page={page} noun={NOUN} order="the newest first" /> : null}
      <DataTable
        id="requests"
        narrow="scroll"
        caption="Requests, newest first"
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        downloads={spreadsheets(`/commercial/funding/requests.csv${query}`)}
        noun={NOUN}
        columns={[
          {
            key: "id",
            header: "Reference",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/funding/requests/${row.id}`}>{row.id}</a>,
          },
          { key: "kind", header: "To do", cell: (row) => MONEY_REQUESTS[row.kind] },
          { key: "about", header: "About", cell: (row) => row.about ?? "Every fund" },
          { key: "by", header: "Asked by", cell: (row) => row.requestedByName },
          { key: "at", header: "Asked", cell: (row) => <MomentText at={row.requestedAt} /> },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "amount", header: "Amount", numeric: true, cell: (row) => formatPence(row.amount) },
        ]}
        empty={
          <EmptyState heading={state ? "No request is in this state" : "Nothing has been asked for"}>
            <p>When an officer opens a fund, adds money or reverses a movement, it waits here for another.</p>
          </EmptyState>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </FullWidth>
  );
}
