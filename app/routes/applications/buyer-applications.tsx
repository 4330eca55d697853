import { useLoaderData } from "@remix-run/react";
import {
  applicationRows,
  fundsToApplyTo,
  type ApplicationRow,
  type OpenFund,
} from "~/domain/applications/application-list-views.server";
import { grantRows } from "~/domain/applications/awards/grant-views.server";
import { missingProfileParts } from "~/domain/applications/profile/profile";
import { profileOf } from "~/domain/applications/profile/profile-views.server";
import { dayOf } from "~/domain/shared/day";
import { ApplicationStateTag } from "~/ui/applications/application-document";
import { Inset } from "~/ui/kit/callouts";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { ConditionList, EligibilitySentence } from "~/ui/applications/eligibility";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import {
  applicationsSorted,
  chosenOwnApplications,
  OWN_SORTS,
  OwnApplicationsQuery,
} from "~/web/applications/applications-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, type SortLinks } from "~/web/lists/list-sort";

export const meta = () => [{ title: pageTitle("Applications for funding") }];

export const loader = buyer.loader(
  { query: OwnApplicationsQuery },
  async ({ q, actor, query, request, today }) => {
    const { organisationCode } = actor;
    const [funds, rows, awards, profile] = await Promise.all([
      fundsToApplyTo(q, { organisationCode, on: today }),
      applicationRows(q, { organisationCode }),
      grantRows(q, { organisationCode }),
      profileOf(q, organisationCode),
    ]);
    return {
      ...funds,
      page: shownPage(
        request.url,
        pageOfRows(chosenOwnApplications(rows, query), ({ id }) => id, placeIn(query)),
      ),
      words: query.q ?? "",
      states: query.state,
      sort: applicationsSorted(query.sort),
      order: sortWords(OWN_SORTS, query.sort),
      headings: sortLinks(request.url, OWN_SORTS, query.sort),
      awards: awards.length,
      missing: missingProfileParts(profile),
      version: profile.version,
      mayApply: actor.roles.includes("procurement_lead"),
    };
  },
);

const columnsOf = (headings: SortLinks<keyof typeof OWN_SORTS>): Column<ApplicationRow>[] => [
  {
    key: "id",
    header: "Application",
    sort: headings.number,
    rowHeader: true,
    cell: (row) => <a href={`/buying/applications/${row.id}`}>{row.id}</a>,
  },
  { key: "fund", header: "Fund", sort: headings.fund, cell: (row) => row.fundName },
  { key: "need", header: "For", sort: headings.need, cell: (row) => row.needTitle ?? "No need chosen yet" },
  {
    key: "asked",
    header: "Asks for",
    sort: headings.asked,
    numeric: true,
    cell: (row) => <Money amount={row.asked} whole />,
  },
  {
    key: "state",
    header: "State",
    sort: headings.state,
    cell: (row) => <ApplicationStateTag state={row.state} />,
  },
  {
    key: "sent",
    header: "Sent",
    sort: headings.sent,
    cell: (row) => (row.submittedAt ? <DayText day={dayOf(row.submittedAt)} /> : "Not yet"),
  },
];

export default function Applications() {
  const { open, coming, awards, missing, version, mayApply } = useLoaderData<typeof loader>();
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
      <OwnApplications />
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

const BASE = "/buying/applications";
const NOUN = ["application", "applications"] as const;
const STATES = Object.entries(APPLICATION_STATE_WORDS).map(([value, label]) => ({ value, label }));

/** What the organisation wrote and sent, found by words and state. */
function OwnApplications() {
  const { page, words, states, sort, order, headings } = useLoaderData<typeof loader>();
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  const narrowed = words !== "" || states.length > 0;
  return (
    <SearchedList
      base={BASE}
      page={page}
      noun={NOUN}
      order={order}
      search={{ label: "Number, fund or need", words }}
      groups={groups}
      sort={sort}
    >
      <DataTable
        id="applications"
        caption="Your applications"
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        columns={columnsOf(headings)}
        noun={NOUN}
        downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups, sort }))}
        empty={
          <EmptyState heading={narrowed ? "No application matches" : "No application yet"} level={3}>
            <p>
              {narrowed
                ? "Take a filter away to see more."
                : "Choose a fund below that you can apply to. The application starts from your profile."}
            </p>
          </EmptyState>
        }
      />
    </SearchedList>
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
