import { useLoaderData } from "@remix-run/react";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { carryOversOf } from "~/domain/year-end/carry-over-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { listFile, YearEndTabs } from "~/ui/year-end/year-end";
import { centre } from "~/web/audience.server";
import { YearParams } from "~/web/year-end/year-end-query";

export const meta = () => [{ title: pageTitle("Carry-over") }];

export const loader = centre.loader({ params: YearParams }, async ({ q, actor, params }) => ({
  financialYear: params.financialYear,
  ...(await carryOversOf(q, params)),
  officer: actor.roles.includes("commercial_officer"),
}));

export default function CarryOvers() {
  const { financialYear, funds, requests } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/commercial/year-end/${financialYear}`}>
        Year end {formatFinancialYear(financialYear)}
      </BackLink>
      <FullWidth>
        <PageTitle lede="What is free to commit in a fund that carries over goes to the next year’s fund when one officer asks and another approves.">
          Carry-over from {formatFinancialYear(financialYear)}
        </PageTitle>
        <YearEndTabs financialYear={financialYear} current="/carry-over" />
        {funds.length === 0 ? (
          <EmptyState heading="No fund of this year carries over">
            <p>
              Every fund of {formatFinancialYear(financialYear)} lapses: what is left goes back to its payer.
            </p>
          </EmptyState>
        ) : (
          <FundsThatCarry />
        )}
        {requests.length > 0 ? <Requests /> : null}
      </FullWidth>
    </>
  );
}

function FundsThatCarry() {
  const { funds, financialYear, officer } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="funds"
      caption="Funds that carry over"
      rows={funds}
      rowKey={({ fund }) => fund.fundId}
      columns={[
        {
          key: "fund",
          header: "Fund",
          rowHeader: true,
          cell: ({ fund }) => (
            <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</a>
          ),
        },
        {
          key: "free",
          header: FUND_FIGURES.freeToCommit,
          numeric: true,
          cell: ({ fund }) => <Money amount={fund.free} />,
        },
        {
          key: "waiting",
          header: "Of it asked for, and waiting",
          cell: ({ waiting }) =>
            waiting.length === 0
              ? "Nothing"
              : waiting.map((row) => (
                  <div key={row.id}>
                    <Money amount={row.amount} />,{" "}
                    <a href={`/commercial/funding/transfers/${row.id}`}>{row.id}</a>
                  </div>
                )),
        },
        {
          key: "left",
          header: "Left to carry over",
          numeric: true,
          cell: (row) => <Money amount={row.canLeave} />,
        },
        {
          key: "committed",
          header: "Committed",
          numeric: true,
          cell: ({ fund }) => <Money amount={fund.committed} />,
        },
        {
          key: "to",
          header: "To the next year",
          cell: (row) => <NextYear row={row} financialYear={financialYear} officer={officer} />,
        },
      ]}
    />
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** Where what is left may go, as a link for whoever may ask. */
function NextYear({
  row: { fund, targets, canLeave },
  financialYear,
  officer,
}: { row: Data["funds"][number] } & Pick<Data, "financialYear" | "officer">) {
  if (targets.length === 0)
    return <>Open a fund of {formatFinancialYear(financialYear + 1)} in its programme first</>;
  if (!officer || canLeave === 0n) return <>{targets.map((target) => target.name).join(", ")}</>;
  return (
    <>
      {targets.map((target) => (
        <a
          key={target.fundId}
          href={`/commercial/funding/transfers/new?${new URLSearchParams({ kind: "carry-over", from: fund.fundId, to: target.fundId }).toString()}`}
        >
          Ask to carry over to {target.name}
        </a>
      ))}
    </>
  );
}

function Requests() {
  const { requests, financialYear } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="requests"
      caption="Asked for"
      rows={requests}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "id",
          header: "Request",
          rowHeader: true,
          cell: (row) => <a href={`/commercial/funding/transfers/${row.id}`}>{row.id}</a>,
        },
        { key: "what", header: "From and to", cell: (row) => `${row.fromName} to ${row.toName}` },
        {
          key: "who",
          header: "Asked by",
          cell: (row) => (
            <>
              {row.requestedByName}, <MomentText at={row.requestedAt} />
            </>
          ),
        },
        { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
        { key: "amount", header: "Amount", numeric: true, cell: (row) => formatPence(row.amount) },
      ]}
      downloads={listFile(financialYear, "carry-over")}
      noun={["request", "requests"]}
    />
  );
}
