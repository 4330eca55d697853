import { useLoaderData } from "@remix-run/react";
import { allocationsFor } from "~/domain/funding/allocations/allocation-views.server";
import { daysText, forwardView } from "~/domain/funding/forward";
import { fundState, FUND_FIGURES } from "~/domain/funding/fund";
import { paymentsAskedOf } from "~/domain/funding/payments/payment-views.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/lists/data-table";
import { PeriodText } from "~/ui/kit/day";
import { notSigned, takenBackColumn } from "~/ui/funding/allocation-table";
import { PaymentsTable } from "~/ui/funding/payments-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { organisationByCode } from "~/domain/organisations/organisation-views.server";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Funding for us") }];

export const loader = buyer.loader({}, async ({ q, actor, today }) => {
  const { code, kind, name } = actor.organisation;
  const own = await organisationByCode(q, code, today);
  const board = own?.icbCode && own.icbCode !== code ? own.icbCode : null;
  const [payments, funds, ours, boards] = await Promise.all([
    paymentsAskedOf(q, code),
    fundBalances(q),
    allocationsFor(q, code),
    board ? allocationsFor(q, board) : [],
  ]);
  const covered = new Set(ours.map((row) => row.fundId));
  // A board's money for its practices is none for a trust in its area.
  const usable = new Set(forwardView(funds, { kind }, today).map((fund) => fund.fundId));
  return {
    name,
    payments,
    funds: forwardView(funds, { kind }, today).filter((fund) => fund.state !== "closed"),
    allocations: [...ours, ...boards.filter((row) => !covered.has(row.fundId) && usable.has(row.fundId))].map(
      (row) => ({
        ...row,
        own: row.organisationCode === code,
        state: fundState(row, today),
      }),
    ),
  };
});

export default function BuyerFunding() {
  const { name, payments, funds, allocations } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle caption={name} lede="Money that you can use, what is set aside for you, and when it ends.">
        Funding
      </PageTitle>
      <p>
        <a href="/who-pays">Ask who would pay for what you want to buy</a>
      </p>
      <PaymentsTable
        caption="What your organisation is asked to pay into funds"
        rows={payments}
        base="/buying/funding/payments"
        of="fund"
      />
      <Allocations rows={allocations} />
      <OpenToUs rows={funds} />
      <p>
        <a href="/funding">Every fund and the years to come</a>
      </p>
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Allocations({ rows }: { rows: Data["allocations"] }) {
  return (
    <DataTable
      id="allocations"
      caption="Set aside for you"
      rows={rows}
      rowKey={(row) => row.fundId}
      columns={[
        {
          key: "fund",
          header: "Fund",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={`/funding/programmes/${row.programmeId}`}>{row.fundName}</a>
              {row.own ? null : (
                <>
                  <br />
                  For the area of {row.organisationName}
                </>
              )}
            </>
          ),
        },
        { key: "state", header: "Now", cell: (row) => <StatusTag status={row.state} /> },
        {
          key: "dates",
          header: "Open for orders",
          cell: (row) => <PeriodText from={row.opensOn} to={row.closesOn} />,
        },
        { key: "basis", header: "How it came about", cell: (row) => row.basis || "Agreed" },
        {
          key: "amount",
          header: FUND_FIGURES.allocated,
          numeric: true,
          cell: (row) => formatPence(row.amount),
        },
        { key: "committed", header: "Committed", numeric: true, cell: (row) => formatPence(row.committed) },
        { key: "drawn", header: "Drawn", numeric: true, cell: (row) => formatPence(row.drawn) },
        ...takenBackColumn(rows),
        ...notSigned(rows),
        {
          key: "free",
          header: FUND_FIGURES.leftOfAllocation,
          numeric: true,
          cell: (row) => formatPence(row.free),
        },
      ]}
      empty={
        <EmptyState heading="Nothing is set aside for you by name">
          <p>You can still use the funds below, as far as they have money that is free to commit.</p>
        </EmptyState>
      }
    />
  );
}

function OpenToUs({ rows }: { rows: Data["funds"] }) {
  return (
    <DataTable
      id="open"
      caption="Funds for your kind of organisation, first to close first"
      rows={rows}
      rowKey={(row) => row.fundId}
      columns={[
        {
          key: "fund",
          header: "Fund",
          rowHeader: true,
          cell: (row) => <a href={`/funding/programmes/${row.programmeId}`}>{row.name}</a>,
        },
        { key: "year", header: "Year", cell: (row) => formatFinancialYear(row.financialYear) },
        {
          key: "nature",
          header: "Kind of money",
          cell: (row) => (row.nature === "capital" ? "Capital" : "Revenue"),
        },
        { key: "state", header: "Now", cell: (row) => <StatusTag status={row.state} /> },
        { key: "days", header: "When", cell: (row) => daysText(row) },
        {
          key: "free",
          header: FUND_FIGURES.freeToCommit,
          numeric: true,
          cell: (row) => formatPence(row.free),
        },
        {
          key: "apply",
          header: "What to do",
          cell: (row) =>
            row.state === "open" ? (
              <a href={`/buying/applications/new?fund=${encodeURIComponent(row.fundId)}`}>
                Apply<span className="nhsuk-u-visually-hidden"> to {row.name}</span>
              </a>
            ) : (
              "Not open yet"
            ),
        },
      ]}
      empty={
        <EmptyState heading="No fund is open to your kind of organisation">
          <p>Funds to come are on the page of all funds.</p>
        </EmptyState>
      }
    />
  );
}
