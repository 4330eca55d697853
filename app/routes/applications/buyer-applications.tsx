import { useLoaderData } from "@remix-run/react";
import {
  applicationRows,
  fundsToApplyTo,
  type ApplicationRow,
  type OpenFund,
} from "~/domain/applications/application-list-views.server";
import { grantRows } from "~/domain/applications/grant-views.server";
import { missingProfileParts } from "~/domain/applications/profile";
import { profileOf } from "~/domain/applications/profile-views.server";
import { dayOf } from "~/domain/shared/day";
import { ApplicationStateTag } from "~/ui/applications/application-document";
import { Inset } from "~/ui/kit/callouts";
import { DataTable, type Column } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { ConditionList, EligibilitySentence } from "~/ui/applications/eligibility";
import { EmptyState } from "~/ui/kit/empty-state";
import { Money } from "~/ui/kit/money";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/downloads";

export const meta = () => [{ title: pageTitle("Applications for funding") }];

export const loader = buyer.loader({}, async ({ q, actor, today }) => {
  const { organisationCode } = actor;
  const [funds, rows, awards, profile] = await Promise.all([
    fundsToApplyTo(q, { organisationCode, on: today }),
    applicationRows(q, { organisationCode }),
    grantRows(q, { organisationCode }),
    profileOf(q, organisationCode),
  ]);
  return {
    ...funds,
    rows,
    awards: awards.length,
    missing: missingProfileParts(profile),
    version: profile.version,
    mayApply: actor.roles.includes("procurement_lead"),
  };
});

const columns: Column<ApplicationRow>[] = [
  {
    key: "id",
    header: "Application",
    rowHeader: true,
    cell: (row) => <a href={`/buying/applications/${row.id}`}>{row.id}</a>,
  },
  { key: "fund", header: "Fund", cell: (row) => row.fundName },
  { key: "need", header: "For", cell: (row) => row.needTitle ?? "No need chosen yet" },
  { key: "asked", header: "Asks for", numeric: true, cell: (row) => <Money amount={row.asked} whole /> },
  { key: "state", header: "State", cell: (row) => <ApplicationStateTag state={row.state} /> },
  {
    key: "sent",
    header: "Sent",
    cell: (row) => (row.submittedAt ? <DayText day={dayOf(row.submittedAt)} /> : "Not yet"),
  },
];

export default function Applications() {
  const { open, coming, rows, awards, missing, version, mayApply } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="One profile and one set of answers for every fund. You see at once which funds you can apply to, and what to do about the others.">
        Applications for funding
      </PageTitle>
      <ul>
        <li>
          <a href="/buying/profile">Your profile</a>
          {missing.length > 0
            ? `: ${missing.map(({ text }) => text.toLowerCase()).join(", ")}`
            : `, version ${version}`}
        </li>
        <li>
          <a href="/buying/awards">Your awards</a>: {awards}
        </li>
      </ul>
      {missing.length > 0 ? (
        <Inset>
          <p>
            Conditions about where you stand can only be met when <a href="/buying/profile">your profile</a>{" "}
            says so.
          </p>
        </Inset>
      ) : null}
      <DataTable
        id="applications"
        caption="Your applications"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        noun={["application", "applications"]}
        downloads={spreadsheets("/buying/applications.csv")}
        empty={
          <EmptyState heading="No application yet">
            <p>Choose a fund below that you can apply to. The application starts from your profile.</p>
          </EmptyState>
        }
      />
      <h2>Funds that are open now</h2>
      {open.length === 0 ? (
        <EmptyState
          heading="No fund is open"
          level={3}
          action={{ label: "See all programmes", href: "/funding" }}
        >
          <p>Funds appear here on the day they open.</p>
        </EmptyState>
      ) : null}
      {open.map((one) => (
        <Fund key={one.fund.fundId} {...one} mayApply={mayApply} />
      ))}
      {coming.length > 0 ? (
        <>
          <h2>Funds that open later</h2>
          <ul>
            {coming.map(({ fund }) => (
              <li key={fund.fundId}>
                {fund.name}: opens on <DayText day={fund.opensOn} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Fund({ fund, eligibility, mayApply }: OpenFund & { mayApply: boolean }) {
  return (
    <section className="dt-section" aria-labelledby={`fund-${fund.fundId}`}>
      <h3 id={`fund-${fund.fundId}`}>
        <a href={`/funding/programmes/${fund.programmeId}`}>{fund.name}</a>
      </h3>
      <p>
        <EligibilitySentence {...eligibility} /> {fund.nature === "capital" ? "Capital" : "Revenue"} money,
        closes on <DayText day={fund.closesOn} />.
      </p>
      {eligibility.eligible ? (
        <Details summary={`The conditions of ${fund.name}`}>
          <ConditionList conditions={eligibility.conditions} />
        </Details>
      ) : (
        <ConditionList conditions={eligibility.conditions.filter(({ met }) => met === false)} />
      )}
      {eligibility.eligible && mayApply ? (
        <p>
          <a href={`/buying/applications/new?fund=${encodeURIComponent(fund.fundId)}`}>
            Apply to {fund.name}
          </a>
        </p>
      ) : null}
    </section>
  );
}
