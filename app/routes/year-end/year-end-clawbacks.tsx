import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { backToWords, happeningWords } from "~/domain/year-end/clawback-request";
import { clawbacksList, clawbackSuggestions } from "~/domain/year-end/clawback-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { listFile, YearEndTabs } from "~/ui/year-end/year-end";
import { centre } from "~/web/audience.server";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";
import { YearParams } from "~/web/year-end/year-end-query";

const NOUN = ["clawback", "clawbacks"] as const;
const Query = z.object(placeFields());

export const meta = () => [{ title: pageTitle("Clawbacks") }];

export const loader = centre.loader(
  { params: YearParams, query: Query },
  async ({ q, actor, params, query, request, today }) => ({
    financialYear: params.financialYear,
    suggestions: await clawbackSuggestions(q, { today }),
    page: shownPage(
      request.url,
      await clawbacksList(q, { financialYear: params.financialYear }).page(placeIn(query)),
    ),
    officer: actor.roles.includes("commercial_officer"),
  }),
);

export default function Clawbacks() {
  const { financialYear, officer } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/commercial/year-end/${financialYear}`}>
        Year end {formatFinancialYear(financialYear)}
      </BackLink>
      <FullWidth>
        <PageTitle lede="What agreements take back when a contract ends early, a product is withdrawn or a standard lapses. One officer asks, another decides.">
          Clawbacks {formatFinancialYear(financialYear)}
        </PageTitle>
        <YearEndTabs financialYear={financialYear} current="/clawbacks" />
        <Suggestions />
        {officer ? (
          <ButtonLink href={`/commercial/year-end/${financialYear}/clawbacks/new`} variant="secondary">
            Ask for money back of another order
          </ButtonLink>
        ) : null}
        <Requests />
      </FullWidth>
    </>
  );
}

function Suggestions() {
  const { suggestions, financialYear, officer } = useLoaderData<typeof loader>();
  return (
    <>
      <LookedAt />
      <DataTable
        id="due"
        caption="Due by rule, and not asked for yet"
        rows={suggestions.views}
        rowKey={(row) => `${row.orderId} ${row.trigger} ${row.certificateNumber ?? ""}`}
        columns={[
          {
            key: "order",
            header: "Order",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/orders/${row.orderId}`}>{row.orderId}</a>,
          },
          { key: "who", header: "Organisation", cell: (row) => row.buyerName },
          {
            key: "why",
            header: "What happened",
            cell: (row) => (
              <>
                <DayText day={row.on} />: {happeningWords(row)}
              </>
            ),
          },
          {
            key: "to",
            header: "Back to",
            cell: (row) => row.due.map(backToWords).join(", "),
          },
          {
            key: "amount",
            header: "Due",
            numeric: true,
            cell: (row) => <Money amount={sum(row.due.map((due) => due.amount))} />,
          },
          {
            key: "ask",
            header: "Ask",
            cell: (row) =>
              officer ? (
                <a
                  href={`/commercial/year-end/${financialYear}/clawbacks/new?${new URLSearchParams({ order: row.orderId, trigger: row.trigger, on: row.on, certificate: row.certificateNumber ?? "" }).toString()}`}
                >
                  Ask for it<span className="nhsuk-u-visually-hidden"> of order {row.orderId}</span>
                </a>
              ) : (
                "An officer asks"
              ),
          },
        ]}
        empty={
          <EmptyState heading="Nothing is due by rule">
            <p>
              An order appears here when it ends early, its product is withdrawn or a standard that binds it
              lapses, its agreement has a clawback rule for that, and something was paid within the rule’s
              months.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

/** Says so where not everything that happened was looked at. */
function LookedAt() {
  const { lookedAt, total } = useLoaderData<typeof loader>().suggestions;
  if (lookedAt >= total) return null;
  const [some, all] = [lookedAt, total].map((count) => count.toLocaleString("en-GB"));
  return (
    <p className="dt-count">
      {`${all} contracts that ended early, products that were withdrawn and certificates that ran out may be due: the first ${some} were looked at. Ask for money back of the others by the number of their order.`}
    </p>
  );
}

function Requests() {
  const { page, financialYear } = useLoaderData<typeof loader>();
  return (
    <>
      {page.total > 0 ? (
        <CountLine page={page} noun={NOUN} order="those that wait first, then the newest" />
      ) : null}
      <DataTable
        id="requests"
        caption="Asked for"
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "order",
            header: "Order",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/year-end/clawbacks/${row.id}`}>{row.orderId}</a>,
          },
          { key: "who", header: "Organisation", cell: (row) => row.organisationName },
          { key: "fund", header: "Back to", cell: backToWords },
          { key: "why", header: "What happened", cell: happeningWords },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "amount", header: "Amount", numeric: true, cell: (row) => <Money amount={row.amount} /> },
        ]}
        downloads={listFile(financialYear, "clawbacks")}
        noun={NOUN}
        empty={<p>Nobody has asked for money back of this year.</p>}
      />
      <ListPages page={page} noun={NOUN} />
    </>
  );
}
