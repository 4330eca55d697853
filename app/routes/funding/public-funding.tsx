import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { closingSoon, forwardView, yearsTable } from "~/domain/funding/forward";
import { whereTheMoneyIs } from "~/domain/funding/fund";
import { programmesList } from "~/domain/funding/funding-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { formatDay } from "~/domain/shared/day";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { SubmitButton } from "~/ui/kit/form";
import { FundBars } from "~/ui/funding/fund-bar";
import { FundTimeline } from "~/ui/funding/fund-timeline";
import { ClosingSoon, ForwardTable, YearsAhead } from "~/ui/funding/funds-forward";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { Select } from "~/ui/kit/fields/text-fields";
import { anyone } from "~/web/audience.server";
import { fundsAddress, fundsFilter, FundsQuery } from "~/web/funding/funds-query";

const SOON_DAYS = 90;

export const meta: MetaFunction = () => [{ title: pageTitle("Funding") }];

export const loader = anyone.loader({ query: FundsQuery }, async ({ q, query, today }) => {
  const programmes = await programmesList(q, { on: today });
  const funds = programmes.flatMap((programme) => programme.funds);
  const rows = forwardView(await withUnusedAllocations(q, funds), fundsFilter(query), today);
  return {
    today,
    query,
    address: fundsAddress(query),
    rows,
    soon: closingSoon(rows, SOON_DAYS),
    years: yearsTable(rows, today),
    programmes: programmes.map(({ id, name, summary, years, closedOn, funds: own }) => ({
      id,
      name,
      summary,
      years,
      closedOn,
      funds: own.filter((fund) => fund.payerAgreed).length,
    })),
  };
});

export default function Funding() {
  const { today, rows, soon, years, address, programmes } = useLoaderData<typeof loader>();
  const open = rows.filter((fund) => fund.state === "open");
  return (
    <FullWidth>
      <PageTitle
        lede={
          <>
            National money for health and care technology, what is left of it on <DayText day={today} />, and
            when it opens and closes.
          </>
        }
      >
        Funding
      </PageTitle>
      <p>
        <a href="/who-pays">Ask who would pay for what you want to buy</a>
      </p>
      <p>
        <a href="/funding/money">See where the money goes</a>: from programmes to organisations and suppliers,
        and by area
      </p>
      <Filter />
      <ClosingSoon rows={soon} within={SOON_DAYS} />
      {open.length > 0 ? (
        <FundBars
          level={2}
          title={open.length === 1 ? "One fund is open" : `${open.length} funds are open`}
          funds={open.map((fund) => ({
            key: fund.fundId,
            name: fund.name,
            href: `/funding/programmes/${fund.programmeId}`,
            money: whereTheMoneyIs(fund),
          }))}
        />
      ) : (
        <EmptyState heading="No fund is open today">
          <p>Funds that open later are listed below.</p>
        </EmptyState>
      )}
      <FundTimeline rows={rows} today={today} title={timelineTitle(rows)} />
      <YearsAhead table={years} />
      <ForwardTable rows={rows} query={address} />
      <Programmes programmes={programmes} />
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function timelineTitle(rows: Data["rows"]): string {
  const coming = rows.filter((row) => row.state === "coming").length;
  const open = rows.filter((row) => row.state === "open").length;
  const soon = closingSoon(rows, SOON_DAYS).length;
  const first = `${soon} of ${open} open ${open === 1 ? "fund" : "funds"} ${soon === 1 ? "closes" : "close"} within ${SOON_DAYS} days`;
  return coming === 0 ? first : `${first}; ${coming} ${coming === 1 ? "is" : "are"} to come`;
}

function Filter() {
  const { query } = useLoaderData<typeof loader>();
  return (
    <form className="dt-filter-row" method="get" action="/funding">
      <Select
        name="kind"
        label="Kind of organisation"
        emptyLabel="Every kind"
        value={query.kind}
        options={BUYER_KINDS.map((kind) => ({ value: kind, label: kindLabel(kind, true) }))}
      />
      <Select
        name="nature"
        label="Kind of money"
        emptyLabel="Capital and revenue"
        value={query.nature}
        options={[
          { value: "capital", label: "Capital" },
          { value: "revenue", label: "Revenue" },
        ]}
      />
      <SubmitButton variant="secondary">Show funds</SubmitButton>
    </form>
  );
}

function Programmes({ programmes }: Pick<Data, "programmes">) {
  return (
    <>
      <h2 id="programmes" className="nhsuk-heading-m">
        Programmes
      </h2>
      {programmes.length === 0 ? (
        <EmptyState level={3} heading="No programmes yet">
          <p>A programme appears here when a commercial officer opens it.</p>
        </EmptyState>
      ) : (
        <ul className="nhsuk-list">
          {programmes.map((programme) => (
            <li key={programme.id}>
              <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
                <a href={`/funding/programmes/${programme.id}`}>{programme.name}</a>
              </h3>
              <p>
                {[programme.years, programme.summary].filter(Boolean).join(". ")}
                {programme.funds > 0
                  ? ` ${programme.funds} ${programme.funds === 1 ? "fund" : "funds"}.`
                  : null}
                {programme.closedOn ? ` Closed on ${formatDay(programme.closedOn)}.` : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
