import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import {
  localSpendForAudit,
  spendSumsFor,
  type AuditedSpend,
} from "~/domain/local-spend/local-spend-audit-views.server";
import { sumsText } from "~/domain/local-spend/spend-state";
import { stateWord } from "~/domain/shared/state-words";
import { SpendStateCell } from "~/ui/local-spend/spend-state-cell";
import { dayOf } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { SPEND_CHOICES, spendFilter, SpendListQuery } from "~/web/audit/audited-lists-query";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";

const BASE = "/commercial/local-spend";
const NOUN = ["record", "records"] as const;

export const meta = () => [{ title: pageTitle("Local spend of every organisation") }];

const STATES = SPEND_CHOICES.map((value) => ({ value, label: stateWord(value) }));

/** Officers decide on it, auditors read it; an assessor has nothing to do with what organisations spent themselves. */
export const loader = centre.loader(
  { query: SpendListQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, query, request }) => ({
    page: shownPage(request.url, await localSpendForAudit(q, spendFilter(query)).page(placeIn(query))),
    sums: await spendSumsFor(q, spendFilter(query)),
    states: query.state,
    words: query.q ?? "",
  }),
);

export default function AuditedLocalSpend() {
  const { page, sums, states, words } = useLoaderData<typeof loader>();
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="What organisations spent of their own, with evidence, whether a commercial officer has confirmed it, and what orders have had matched of it. Only confirmed spend is matched.">
        Local spend of every organisation
      </PageTitle>
      {page.total > 0 ? <p>{sumsText(sums)}. Declined and withdrawn records are left out.</p> : null}
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the latest recorded first"
        search={{ label: "Organisation, evidence or what was bought", words }}
        groups={groups}
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
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups }))}
          columns={COLUMNS}
          empty={
            <EmptyState
              heading={words || states.length > 0 ? "No record matches" : "No local spend is recorded yet"}
              level={3}
            >
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
        <a href={`${BASE}/${row.id}`}>{row.description}</a>
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
  { key: "decided", header: "State", cell: (row) => <SpendStateCell row={row} /> },
  { key: "matched", header: "Matched", numeric: true, cell: (row) => <Money amount={row.matched} /> },
  {
    key: "used",
    header: "Used by",
    cell: (row) => {
      if (row.withdrawnReason !== null) return "No order";
      if (row.orderIds.length === 0) return "No order yet";
      return row.orderIds.map((id) => (
        <span key={id}>
          <a href={`/commercial/orders/${id}`}>{id}</a>{" "}
        </span>
      ));
    },
  },
];
