import { useLoaderData } from "@remix-run/react";
import { APPLICATION_STATE_WORDS, type ApplicationState } from "~/domain/applications/application";
import { applicationRows, type ApplicationRow } from "~/domain/applications/application-list-views.server";
import { scoreText } from "~/domain/applications/scoring";
import { fundsWithTerms } from "~/domain/applications/terms-views.server";
import { dayOf } from "~/domain/shared/day";
import { ApplicationStateTag } from "~/ui/applications/application-document";
import { DataTable, type Column } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/empty-state";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "~/ui/kit/filter-panel";
import { Money } from "~/ui/kit/money";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/text-fields";
import { ApplicationsQuery } from "~/web/applications/assessment-forms";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/downloads";

const BASE = "/commercial/applications";
const STATES = (Object.keys(APPLICATION_STATE_WORDS) as ApplicationState[]).filter(
  (state) => state !== "draft",
);

export const meta = () => [{ title: pageTitle("Applications for funding") }];

export const loader = centre.loader({ query: ApplicationsQuery }, async ({ q, query }) => {
  const [rows, funds] = await Promise.all([
    applicationRows(q, {
      sentOnly: true,
      states: query.state,
      fundId: query.fund || undefined,
      words: query.q,
    }),
    fundsWithTerms(q),
  ]);
  return {
    rows,
    query,
    funds: funds.map(({ fundId, name, chosen }) => ({ fundId, name, chosen })),
  };
});

type Query = { q: string; fund: string; state: readonly ApplicationState[] };

function addressOf(query: Query, file = ""): string {
  const parts = new URLSearchParams(query.state.map((state) => ["state", state]));
  if (query.q) parts.set("q", query.q);
  if (query.fund) parts.set("fund", query.fund);
  const text = parts.toString();
  return `${BASE}${file}${text ? `?${text}` : ""}`;
}

const columns: Column<ApplicationRow>[] = [
  {
    key: "id",
    header: "Application",
    rowHeader: true,
    cell: (row) => <a href={`${BASE}/${row.id}`}>{row.id}</a>,
  },
  {
    key: "organisation",
    header: "From, to which fund",
    cell: (row) => (
      <>
        {row.organisationName}, for {row.needTitle}: {row.fundName}
      </>
    ),
  },
  { key: "asked", header: "Asks for", numeric: true, cell: (row) => <Money amount={row.asked} whole /> },
  { key: "state", header: "State", cell: (row) => <ApplicationStateTag state={row.state} /> },
  {
    key: "mean",
    header: "Score of 5",
    numeric: true,
    // Hidden while assessors may still be influenced by it.
    cell: (row) =>
      row.state === "submitted" || row.mean === null ? `${row.scoredBy.length} scored` : scoreText(row.mean),
  },
  {
    key: "sent",
    header: "Sent",
    cell: (row) => (row.submittedAt ? <DayText day={dayOf(row.submittedAt)} /> : null),
  },
];

export default function Applications() {
  const { rows, query, funds } = useLoaderData<typeof loader>();
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
        sentence={`${rows.length.toLocaleString("en-GB")} ${rows.length === 1 ? "application" : "applications"}, the newest first.`}
        chips={chips}
        clearHref={BASE}
        filters={<Filters inUse={chips.length} />}
      >
        <DataTable
          caption="Applications"
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          noun={["application", "applications"]}
          downloads={spreadsheets(addressOf(query, ".csv"))}
          empty={
            <EmptyState
              heading={chips.length > 0 ? "No application matches these filters" : "No application yet"}
            >
              <p>An application appears here as soon as a provider sends it.</p>
            </EmptyState>
          }
        />
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
    <FilterPanel action={BASE} inUse={inUse}>
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
