import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { whereTheMoneyIs } from "~/domain/funding/fund";
import { programmeView } from "~/domain/funding/funding-views.server";
import { kindLabel } from "~/domain/organisations/organisation";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/data-table";
import { PeriodText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { FundBars } from "~/ui/fund-bar";
import { Money } from "~/ui/money";
import { Breadcrumbs, FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { StatusTag } from "~/ui/tag";
import { anyone } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(100) });

export const meta = ({ data }: { data?: { programme: { name: string } } }) => [
  { title: pageTitle(data?.programme.name ?? "Programme") },
];

export const loader = anyone.loader({ params: Params }, async ({ q, params, today }) => ({
  programme: await programmeView(q, { programmeId: params.id, on: today }),
}));

export default function Programme() {
  const { programme } = useLoaderData<typeof loader>();
  const { funds } = programme;
  const facts = [
    { key: "years", label: "Years", value: programme.years },
    { key: "flow", label: "Who gives to whom", value: programme.flow },
    { key: "amount", label: "How much", value: programme.amountText },
    { key: "terms", label: "On which terms", value: programme.ruleText },
  ].filter((fact) => fact.value);
  return (
    <FullWidth>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Funding", href: "/funding" },
        ]}
      />
      <PageTitle caption="Programme" lede={programme.summary || undefined}>
        {programme.name}
      </PageTitle>
      <SummaryList rows={facts} />
      <Funds funds={funds} />
      {programme.sources.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-m">Sources</h2>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {programme.sources.map((source) => (
              <li key={source}>{/^https?:\/\//.test(source) ? <a href={source}>{source}</a> : source}</li>
            ))}
          </ul>
        </>
      ) : null}
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Funds({ funds }: Pick<Data["programme"], "funds">) {
  return funds.length === 0 ? (
    <EmptyState heading="This programme has no fund here">
      <p>
        It is listed for its terms and its sources. A fund appears when its payer opens one, with an amount
        and dates.
      </p>
    </EmptyState>
  ) : (
    <>
      <FundBars
        level={2}
        title="Where the money of each fund is"
        funds={funds.map((fund) => ({
          key: fund.fundId,
          name: fund.name,
          money: whereTheMoneyIs(fund, fund.setAside),
        }))}
      />
      <DataTable
        id="funds"
        caption="Funds"
        rows={funds}
        rowKey={(fund) => fund.fundId}
        columns={[
          { key: "name", header: "Fund", rowHeader: true, cell: (fund) => fund.name },
          { key: "payer", header: "Paid by", cell: (fund) => fund.payerName },
          { key: "year", header: "Year", cell: (fund) => formatFinancialYear(fund.financialYear) },
          { key: "nature", header: "Kind of money", cell: (fund) => fund.nature },
          { key: "state", header: "Now", cell: (fund) => <StatusTag status={fund.state} /> },
          {
            key: "dates",
            header: "Open for orders",
            cell: (fund) => <PeriodText from={fund.opensOn} to={fund.closesOn} />,
          },
          {
            key: "who",
            header: "For",
            cell: (fund) =>
              fund.eligibleBuyerKinds.length === 0
                ? "Every kind of buyer"
                : fund.eligibleBuyerKinds.map((kind) => kindLabel(kind, true)).join(", "),
          },
          {
            key: "amount",
            header: "Amount",
            numeric: true,
            cell: (fund) => <Money amount={fund.allocated} whole />,
          },
        ]}
      />
    </>
  );
}
