import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { localSpendForAudit, type AuditedSpend } from "~/domain/local-spend/local-spend-audit-views.server";
import { dayOf } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { AuditedListQuery } from "~/web/audit/audited-lists-query";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";

const BASE = "/commercial/local-spend";
const NOUN = ["record", "records"] as const;

export const meta = () => [{ title: pageTitle("Local spend of every organisation") }];

/** Only auditors: what an organisation spent of its own is its own until an order has it matched. */
export const loader = centre.loader(
  { query: AuditedListQuery, roles: ["auditor"] },
  async ({ q, query, request }) => ({
    page: shownPage(request.url, await localSpendForAudit(q, { words: query.q }).page(placeIn(query))),
    words: query.q ?? "",
  }),
);

export default function AuditedLocalSpend() {
  const { page, words } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="What organisations spent of their own, with evidence, and what orders have had matched of it. You read it; only the organisation changes it.">
        Local spend of every organisation
      </PageTitle>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the latest recorded first"
        search={{ label: "Organisation, evidence or what was bought", words }}
      >
        <DataTable
          dense
          twoLines
          caption="Local spend of every organisation"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words }))}
          columns={COLUMNS}
          empty={
            <EmptyState heading={words ? "No record matches" : "No local spend is recorded yet"} level={3}>
              <p>What organisations record for agreements that match local spend appears here.</p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

const COLUMNS: Column<AuditedSpend>[] = [
  {
    key: "what",
    header: "What was bought",
    rowHeader: true,
    cell: (row) => (
      <>
        {row.description}
        <br />
        <span className="dt-reference">{row.evidence}</span>
      </>
    ),
  },
  {
    key: "whose",
    header: "Organisation",
    cell: (row) => withCode(row.organisationName, row.organisationCode),
  },
  { key: "category", header: "Kind of cost", cell: (row) => costCategoryName(row.category) },
  { key: "day", header: "Spent", cell: (row) => <DayText day={row.spentOn} /> },
  {
    key: "recorded",
    header: "Recorded",
    cell: (row) => (
      <>
        <DayText day={dayOf(row.recordedAt)} /> by {row.recordedByName}
      </>
    ),
  },
  { key: "amount", header: "Amount", numeric: true, cell: (row) => <Money amount={row.amount} /> },
  { key: "matched", header: "Matched", numeric: true, cell: (row) => <Money amount={row.matched} /> },
  {
    key: "state",
    header: "Used by",
    cell: (row) => {
      if (row.withdrawnReason !== null) return `Withdrawn: ${row.withdrawnReason}`;
      if (row.orderIds.length === 0) return "No order yet";
      return row.orderIds.map((id) => (
        <span key={id}>
          <a href={`/commercial/orders/${id}`}>{id}</a>{" "}
        </span>
      ));
    },
  },
];
