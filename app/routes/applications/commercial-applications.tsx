import { useLoaderData } from "@remix-run/react";
import { APPLICATION_STATE_WORDS, type ApplicationState } from "~/domain/applications/application";
import { applicationRows, type ApplicationRow } from "~/domain/applications/application-list-views.server";
import { scoreText } from "~/domain/applications/scoring";
import { fundsWithTerms } from "~/domain/applications/terms-views.server";
import { dayOf } from "~/domain/shared/day";
import { ApplicationStateTag } from "~/ui/applications/application-document";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "~/ui/kit/lists/filter-panel";
import { Money } from "~/ui/kit/money";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import {
  applicationsSorted,
  SENT_SORTS,
  SentApplicationsQuery,
  sentFilter,
  sortedApplications,
} from "~/web/applications/applications-query";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { countSentence, ListPages } from "~/ui/kit/lists/list-page";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, type SortLinks } from "~/web/lists/list-sort";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const BASE = "/commercial/applications";
const STATES = (Object.keys(APPLICATION_STATE_WORDS) as ApplicationState[]).filter(
  (state) => state !== "draft",
);

export const meta = () => [{ title: pageTitle("Applications for funding") }];

export const loader = centre.loader({ query: SentApplicationsQuery }, async ({ q, query, request }) => {
  const [found, funds] = await Promise.all([applicationRows(q, sentFilter(query)), fundsWithTerms(q)]);
  const rows = sortedApplications(found, query.sort);
  const { q: words, fund, state, sort } = query;
  return {
    page: shownPage(
      request.url,
      pageOfRows(rows, ({ id }) => id, placeIn(query)),
    ),
    query: { q: words, fund, state, sort: applicationsSorted(sort) },
    order: sortWords(SENT_SORTS, sort),
    headings: sortLinks(request.url, SENT_SORTS, sort),
    funds: funds.map(({ fundId, name, chosen }) => ({ fundId, name, chosen })),
  };
});

type Query = { q: string; fund: string; state: readonly ApplicationState[]; sort?: string };

const NOUN = ["application", "applications"] as const;

function addressOf(query: Query, file = ""): string {
  const parts = new URLSearchParams(query.state.map((state) => ["state", state]));
  if (query.q) parts.set("q", query.q);
  if (query.fund) parts.set("fund", query.fund);
  if (query.sort) parts.set("sort", query.sort);
  const text = parts.toString();
  return `${BASE}${file}${text ? `?${text}` : ""}`;
}

const columnsOf = (headings: SortLinks<keyof typeof SENT_SORTS>): Column<ApplicationRow>[] => [
  {
    key: "id",
    header: "Application",
    sort: headings.number,
    rowHeader: true,
    cell: (row) => <a href={`${BASE}/${row.id}`}>{row.id}</a>,
  },
  {
    key: "organisation",
    header: "From, to which fund",
    sort: headings.organisation,
    cell: (row) => (
      <>
        {row.organisationName}, for {row.needTitle}: {row.fundName}
      </>
    ),
  },
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
    key: "mean",
    header: "Score of 5",
    sort: headings.score,
    numeric: true,
    // Hidden while assessors may still be influenced by it.
    cell: (row) =>
      row.state === "submitted" || row.mean === null ? `${row.scoredBy.length} scored` : scoreText(row.mean),
  },
  {
    key: "sent",
    header: "Sent",
    sort: headings.sent,
    cell: (row) => (row.submittedAt ? <DayText day={dayOf(row.submittedAt)} /> : null),
  },
];

export default function Applications() {
  const { page, query, order, headings, funds } = useLoaderData<typeof loader>();
  const fundName = funds.find(({ fundId }) => fundId === query.fund)?.name;
  const chips = [
    ...query.state.map((state) => ({
      label: `State: ${APPLICATION_STATE_WORDS[state]}`,
      removeHref: addressOf({ ...query, state: query.state.filter((one) => one !== state) }),
    })),
    ...(query.fund
      ? [{ label: `Fund: ${fundName ?? query.fund}`, removeHref: addressOf({ ...query, fund: "" }) }]
      : []),
    ...(query.q ? [{ label: `Words: ${query.q}`, removeHref: addressOf({ ...query, q: "" }) }] : []),
  ];
  return (
    <>
      <PageTitle lede="What providers sent to the funds. Drafts are theirs alone.">
        Applications for funding
      </PageTitle>
      <p>
        <a href="/commercial/awards">Awards</a>
      </p>
      <FilteredList
        sentence={`${countSentence(page, NOUN)}${page.total > 0 ? `, ${order}` : ""}.`}
        chips={chips}
        clearHref={BASE}
        filters={<Filters inUse={chips.length} />}
      >
        <DataTable
          caption="Applications"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          columns={columnsOf(headings)}
          noun={NOUN}
          downloads={spreadsheets(addressOf(query, ".csv"))}
          empty={
            <EmptyState
              heading={chips.length > 0 ? "No application matches these filters" : "No application yet"}
            >
              <p>An application appears here as soon as a provider sends it.</p>
            </EmptyState>
          }
        />
        <ListPages page={page} noun={NOUN} />
      </FilteredList>
      <Details summary="Who may apply to which fund">
        <ul>
          {funds.map(({ fundId, name, chosen }) => (
            <li key={fundId}>
              <a href={`${BASE}/funds/${encodeURIComponent(fundId)}`}>{name}</a>:{" "}
              {chosen ? "conditions and weights of its own" : "the usual conditions and weights"}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}

function Filters({ inUse }: { inUse: number }) {
  const { query, funds } = useLoaderData<typeof loader>();
  return (
    <FilterPanel action={BASE} inUse={inUse} keep={query.sort ? { sort: query.sort } : {}}>
      <TextField name="q" label="Number or organisation" value={query.q} />
      <Select
        name="fund"
        label="Fund"
        value={query.fund}
        emptyLabel="Every fund"
        options={funds.map(({ fundId, name }) => ({ value: fundId, label: name }))}
      />
      <FilterGroup heading="State" open>
        <FacetChoices
          name="state"
          legend="State"
          facets={STATES.map((state) => ({ value: state, label: APPLICATION_STATE_WORDS[state] }))}
          chosen={query.state}
        />
      </FilterGroup>
    </FilterPanel>
  );
}
