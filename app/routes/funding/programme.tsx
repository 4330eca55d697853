import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { allocationAmounts } from "~/domain/funding/allocations/allocation-views.server";
import { forwardView } from "~/domain/funding/forward";
import { whereTheMoneyIs } from "~/domain/funding/fund";
import { agreementsUsingFunds } from "~/domain/funding/fund-agreement-views.server";
import { programmeView } from "~/domain/funding/funding-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { audienceOf } from "~/domain/people/role";
import { formatDay } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { burnDowns } from "~/domain/statements/burn-down-views.server";
import { BurnDown, burnDownFinding } from "~/ui/statements/burn-down";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FundBars } from "~/ui/funding/fund-bar";
import { FundTimeline } from "~/ui/funding/fund-timeline";
import { Breadcrumbs, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import {
  HowToApply,
  PublishedAllocations,
  ProgrammeAgreements,
  ProgrammeFunds,
} from "~/ui/funding/programme-parts";
import { SummaryList } from "~/ui/kit/summary-list";
import { anyone } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(100) });

export const meta = ({ data }: { data?: { programme: { name: string } } }) => [
  { title: pageTitle(data?.programme.name ?? "Programme") },
];

export const loader = anyone.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const programme = await programmeView(q, { programmeId: params.id, on: today });
  const funds = forwardView(await withUnusedAllocations(q, programme.funds), {}, today);
  const planned = funds.filter((fund) => fund.setAside > 0n && fund.state !== "closed");
  const allocations = await Promise.all(
    planned.map(async ({ fundId, name }) => ({ fundId, name, rows: await allocationAmounts(q, fundId) })),
  );
  return {
    today,
    // Suppliers and the centre do not apply; somebody who is not signed in may be a buyer.
    mayApply: !actor?.organisation || audienceOf(actor.organisation.kind) === "buyer",
    officer: actor?.roles.includes("commercial_officer") ?? false,
    programme: { ...programme, funds },
    allocations,
    burnDowns: await burnDowns(q, {
      funds: funds.filter((fund) => fund.financialYear === financialYearOf(today)),
      today,
    }),
    agreements: await agreementsUsingFunds(q, { programmeId: programme.id, on: today }),
  };
});

export default function Programme() {
  const {
    today,
    mayApply,
    officer,
    programme,
    allocations,
    agreements,
    burnDowns: thisYear,
  } = useLoaderData<typeof loader>();
  const { funds } = programme;
  const facts = [
    { key: "closed", label: "Closed", value: programme.closedOn ? formatDay(programme.closedOn) : "" },
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
      {officer ? <OfficerLinks id={programme.id} closed={programme.closedOn !== null} /> : null}
      {funds.length === 0 ? (
        <EmptyState heading="This programme has no fund here">
          <p>
            It is listed for its terms and its sources. A fund appears when its payer opens one, with an
            amount and dates.
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
              money: whereTheMoneyIs(fund),
            }))}
          />
          {funds.map(({ fundId, name }) => {
            const figures = thisYear[fundId];
            if (!figures) return null;
            const title = `${name}: ${burnDownFinding(figures)}`;
            return (
              <BurnDown key={fundId} id={`burn-down-${fundId}`} name={name} figures={figures} title={title} />
            );
          })}
          <FundTimeline rows={funds} today={today} title="When each fund is open" />
          <ProgrammeFunds funds={funds} />
          <HowToApply funds={funds} mayApply={mayApply} />
          <PublishedAllocations funds={allocations} />
        </>
      )}
      <ProgrammeAgreements agreements={agreements} funds={funds} />
      <Sources sources={programme.sources} />
    </FullWidth>
  );
}

/** What an officer can do about a programme, from the page that everybody reads. */
function OfficerLinks({ id, closed }: { id: string; closed: boolean }) {
  const base = `/commercial/funding/programmes/${id}`;
  return (
    <p>
      {closed ? null : (
        <>
          <a href={`${base}/edit`}>Edit this programme</a>
          <br />
        </>
      )}
      <a href={`${base}/close`}>{closed ? "Open this programme again" : "Close this programme"}</a>
      <br />
      <a href={`/commercial/audit?stream=${encodeURIComponent(`programme:${id}`)}`}>
        Everything that happened to it
      </a>
    </p>
  );
}

function Sources({ sources }: { sources: readonly string[] }) {
  if (sources.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Sources</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {sources.map((source) => (
          <li key={source}>{/^https?:\/\//.test(source) ? <a href={source}>{source}</a> : source}</li>
        ))}
      </ul>
    </>
  );
}
