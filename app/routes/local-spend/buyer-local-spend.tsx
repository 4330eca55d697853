import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { sum } from "~/domain/money/money";
import type { LocalSpendRow } from "~/domain/local-spend/local-spend-views.server";
import { localSpendList } from "~/domain/local-spend/local-spend-views.server";
import { spendSums, sumsText } from "~/domain/local-spend/spend-state";
import { SpendStateCell } from "~/ui/local-spend/spend-state-cell";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta = () => [{ title: pageTitle("Local spend") }];

export const loader = buyer.loader(
  { query: z.object({ done: z.enum(["recorded", "withdrawn"]).optional() }) },
  async ({ q, actor, query }) => ({
    rows: await localSpendList(q, actor.organisationCode),
    done: query.done ?? null,
    organisationName: actor.organisation.name,
  }),
);

const DONE = {
  recorded:
    "The spend is recorded and waits for the centre to confirm it. Then orders under a match agreement count it, and you are told by e-mail.",
  withdrawn: "The record is withdrawn and counts no more.",
};

export default function LocalSpend() {
  const { rows, done, organisationName } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/buying">Buying</BackLink>
      {done ? <NotificationBanner heading={DONE[done]} success /> : null}
      <PageTitle
        caption={organisationName}
        lede="What your organisation has spent of its own, with evidence. When the centre has confirmed it, an order under an agreement that matches local spend uses it, and each pound once."
      >
        Local spend with evidence
      </PageTitle>
      {rows.length > 0 ? (
        <p>{sumsText(spendSums(rows))}. Declined and withdrawn records are left out.</p>
      ) : null}
      <ButtonLink href="/buying/local-spend/new">Record local spend with evidence</ButtonLink>
      <DataTable
        caption="Recorded spend, newest first"
        rows={rows}
        rowKey={(row) => row.id}
        columns={COLUMNS}
        downloads={spreadsheets("/buying/local-spend.csv")}
        noun={["record", "records"]}
        empty={
          <EmptyState heading="No local spend recorded yet">
            <p>
              Record what you have paid for, for example training before go-live, with its invoice number.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

const COLUMNS = [
  {
    key: "what",
    header: "What was bought",
    rowHeader: true,
    cell: (row: LocalSpendRow) => row.description,
  },
  {
    key: "evidence",
    header: "Evidence",
    cell: (row: LocalSpendRow) => (
      <>
        <span className="dt-reference">{row.evidence}</span>
        {row.repeatsProof ? (
          <>
            <br />
            The same proof as an earlier record, spelled otherwise. One proof counts once: withdraw the one
            that is wrong.
          </>
        ) : null}
      </>
    ),
  },
  { key: "category", header: "Kind of cost", cell: (row: LocalSpendRow) => costCategoryName(row.category) },
  { key: "day", header: "Spent", cell: (row: LocalSpendRow) => <DayText day={row.spentOn} /> },
  {
    key: "amount",
    header: "Amount",
    numeric: true,
    cell: (row: LocalSpendRow) => <Money amount={row.amount} />,
  },
  {
    key: "decided",
    header: "State",
    cell: (row: LocalSpendRow) => <SpendStateCell row={row} />,
  },
  {
    key: "matched",
    header: "Matched",
    numeric: true,
    cell: (row: LocalSpendRow) => <Money amount={sum(row.uses.map((use) => use.amount))} />,
  },
  {
    key: "used",
    header: "Used by",
    cell: (row: LocalSpendRow) => {
      if (row.withdrawnAt) return "No order";
      if (row.uses.length === 0)
        return (
          <a href={`/buying/local-spend/${row.id}/withdraw`}>
            Withdraw<span className="nhsuk-u-visually-hidden"> {row.evidence}</span>
          </a>
        );
      return row.uses.map((use) => (
        <span key={use.orderId}>
          <a href={`/buying/orders/${use.orderId}`}>{use.orderId}</a>{" "}
        </span>
      ));
    },
  },
];
