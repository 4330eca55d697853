import { useLoaderData } from "@remix-run/react";
import { transfersList } from "~/domain/funding/transfer-views.server";
import { formatPence } from "~/domain/money/format";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { ButtonLink } from "~/ui/form";
import { CountLine, ListPages } from "~/ui/list-page";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { TabLinks } from "~/ui/sections";
import { StatusTag } from "~/ui/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/list-page";
import { TransfersQuery } from "~/web/transfers-query";

export const meta = () => [{ title: pageTitle("Transfers between funds") }];

export const loader = centre.loader({ query: TransfersQuery }, async ({ q, actor, query, request }) => ({
  page: shownPage(request.url, await transfersList(q, { state: query.state }).page(placeIn(query))),
  state: query.state ?? null,
  officer: actor.roles.includes("commercial_officer"),
}));

const NOUN = ["transfer", "transfers"] as const;

const STATES = [
  { value: null, label: "All" },
  { value: "requested", label: "Waiting" },
  { value: "approved", label: "Approved" },
  { value: "declined", label: "Declined" },
  { value: "withdrawn", label: "Withdrawn" },
] as const;

export default function FundTransfers() {
  const { page, state, officer } = useLoaderData<typeof loader>();
  const query = state ? `?state=${state}` : "";
  return (
    <FullWidth>
      <BackLink href="/commercial/funding">Funds</BackLink>
      <PageTitle lede="Money that goes from one fund to another. One officer asks, another decides.">
        Transfers between funds
      </PageTitle>
      {officer ? <ButtonLink href="/commercial/funding/transfers/new">Ask for a transfer</ButtonLink> : null}
      <TabLinks
        label="State"
        tabs={STATES.map(({ value, label }) => ({
          href: `/commercial/funding/transfers${value ? `?state=${value}` : ""}`,
          label,
          current: value === state,
        }))}
      />
      {page.total > 0 ? <CountLine page={page} noun={NOUN} order="the newest first" /> : null}
      <DataTable
        id="transfers"
        narrow="scroll"
        caption="Transfers, newest first"
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        downloads={[{ label: "CSV", href: `/commercial/funding/transfers.csv${query}` }]}
        noun={NOUN}
        columns={[
          {
            key: "id",
            header: "Reference",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/funding/transfers/${row.id}`}>{row.id}</a>,
          },
          { key: "from", header: "From", cell: (row) => row.fromName },
          { key: "to", header: "To", cell: (row) => row.toName },
          { key: "by", header: "Asked by", cell: (row) => row.requestedByName },
          { key: "at", header: "Asked", cell: (row) => <MomentText at={row.requestedAt} /> },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "amount", header: "Amount", numeric: true, cell: (row) => formatPence(row.amount) },
        ]}
        empty={
          <EmptyState heading={state ? "No transfer is in this state" : "No transfer has been asked for"}>
            <p>
              When one fund has more than it needs and another of the same payer and year has less, an officer
              asks for a transfer here.
            </p>
          </EmptyState>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </FullWidth>
  );
}
