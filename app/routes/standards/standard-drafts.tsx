import { useLoaderData } from "@remix-run/react";
import { draftsList, type DraftRow } from "~/domain/standards/draft-views.server";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { StatusTag } from "~/ui/kit/tag";
import { draftName, draftStateWord, KIND_WORDS } from "~/domain/standards/draft-words";
import { draftHref } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { draftFilter, DraftsQuery } from "~/web/standards/draft-forms";

export const meta = () => [{ title: pageTitle("Drafts of standards") }];

export const loader = centre.loader({ query: DraftsQuery }, async ({ q, actor, query, request }) => ({
  page: shownPage(request.url, await draftsList(q, draftFilter(query)).page(placeIn(query))),
  states: query.state,
  words: query.q ?? "",
  discarded: query.done === "discarded",
  officer: actor.roles.includes("commercial_officer"),
}));

const BASE = "/commercial/standards";
const NOUN = ["draft", "drafts"] as const;

const STATES = [
  { value: "draft", label: "Being written" },
  { value: "proposed", label: "Waiting for a second officer" },
  { value: "published", label: "Published" },
  { value: "discarded", label: "Discarded" },
] as const;

export default function StandardDrafts() {
  const { page, states, words, discarded, officer } = useLoaderData<typeof loader>();
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  return (
    <FullWidth>
      {discarded ? <NotificationBanner heading="The draft was discarded" success /> : null}
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Standards that officers write, with what was published from them. Nobody has to meet a draft.">
        Drafts of standards
      </PageTitle>
      {officer ? <ButtonLink href={`${BASE}/new`}>Draft a standard</ButtonLink> : null}
      <p>
        <a href="/standards">Standards that are published</a>
      </p>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the last changed first"
        search={{ label: "Number or title", words }}
        groups={groups}
      >
        <DataTable
          id="drafts"
          dense
          twoLines
          caption="Drafts of standards"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.id}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups }))}
          columns={COLUMNS}
          empty={
            <EmptyState
              heading={states.length > 0 || words ? "No draft matches" : "Nothing has been drafted yet"}
              level={3}
            >
              <p>
                When an officer drafts a standard, a new version or the end of one, it stands here for good.
              </p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

const COLUMNS: Column<DraftRow>[] = [
  {
    key: "id",
    header: "Reference",
    rowHeader: true,
    cell: (row) => <a href={draftHref(row)}>{row.id}</a>,
  },
  {
    key: "title",
    header: "Standard",
    cell: (row) => draftName({ kind: row.kind, content: { title: row.title, version: row.version } }),
  },
  { key: "state", header: "State", cell: (row) => <StatusTag status={draftStateWord(row.state)} /> },
  { key: "kind", header: "What", cell: (row) => KIND_WORDS[row.kind] },
  {
    key: "from",
    header: "In force from",
    cell: (row) => (row.effectiveFrom ? <DayText day={row.effectiveFrom} /> : "Not said"),
  },
  {
    key: "comply",
    header: "To be met by",
    cell: (row) => (row.complyBy ? <DayText day={row.complyBy} /> : "Not said"),
  },
  { key: "changed", header: "Last changed", cell: (row) => <MomentText at={row.changedAt} /> },
];
