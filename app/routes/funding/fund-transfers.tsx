import { useLoaderData } from "@remix-run/react";
import { transfersList, type TransferRow } from "~/domain/funding/transfers/transfer-views.server";
import { formatPence } from "~/domain/money/format";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { stateWord } from "~/domain/shared/state-words";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { MONEY_REQUEST_STATES, transferFilter, TransfersQuery } from "~/web/funding/transfers-query";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { TRANSFER_SORTS, type TransferSort } from "~/domain/funding/transfers/transfer-sort";
import { sortWords } from "~/domain/shared/sorting";
import { sortLinks, written, type SortLinks } from "~/web/lists/list-sort";

export const meta = () => [{ title: pageTitle("Transfers between funds") }];

export const loader = centre.loader({ query: TransfersQuery }, async ({ q, actor, query, request }) => ({
  page: shownPage(request.url, await transfersList(q, transferFilter(query)).page(placeIn(query))),
  states: query.state,
  words: query.q ?? "",
  sort: query.sort,
  headings: sortLinks(request.url, TRANSFER_SORTS, query.sort),
  officer: actor.roles.includes("commercial_officer"),
}));

const BASE = "/commercial/funding/transfers";
const NOUN = ["transfer", "transfers"] as const;

const STATES = MONEY_REQUEST_STATES.map((value) => ({ value, label: stateWord(value) }));

export default function FundTransfers() {
  const { page, states, words, sort, headings, officer } = useLoaderData<typeof loader>();
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  const sorted = written(sort) === "-asked" ? undefined : written(sort);
  return (
    <FullWidth>
      <BackLink href="/commercial/funding">Funds</BackLink>
      <PageTitle lede="Money that goes from one fund to another. One officer asks, another decides.">
        Transfers between funds
      </PageTitle>
      {officer ? <ButtonLink href="/commercial/funding/transfers/new">Ask for a transfer</ButtonLink> : null}
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order={sortWords(TRANSFER_SORTS, sort)}
        search={{ label: "Number, fund or who asked", words }}
        groups={groups}
        sort={sorted}
      >
        <DataTable
          id="transfers"
          dense
          twoLines
          caption="Transfers"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups, sort: sorted }))}
          noun={NOUN}
          columns={columnsOf(headings)}
          empty={
            <EmptyState
              heading={states.length > 0 || words ? "No transfer matches" : "No transfer has been asked for"}
              level={3}
            >
              <p>
                When one fund has more than it needs and another of the same payer and year has less, an
                officer asks for a transfer here.
              </p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

function columnsOf(headings: SortLinks<TransferSort>): Column<TransferRow>[] {
  return [
    {
      key: "id",
      header: "Reference",
      rowHeader: true,
      cell: (row) => <a href={`/commercial/funding/transfers/${row.id}`}>{row.id}</a>,
    },
    { key: "from", header: "From", sort: headings.from, cell: (row) => row.fromName },
    { key: "to", header: "To", sort: headings.to, cell: (row) => row.toName },
    { key: "by", header: "Asked by", cell: (row) => row.requestedByName },
    {
      key: "at",
      header: "Asked",
      sort: headings.asked,
      cell: (row) => <MomentText at={row.requestedAt} />,
    },
    { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
    {
      key: "amount",
      header: "Amount",
      sort: headings.amount,
      numeric: true,
      cell: (row) => formatPence(row.amount),
    },
  ];
}
