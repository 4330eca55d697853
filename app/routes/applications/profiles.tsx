import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import {
  profilesForAudit,
  type AuditedProfile,
} from "~/domain/applications/profile/profile-audit-views.server";
import { kindLabel } from "~/domain/organisations/organisation";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { AuditedListQuery } from "~/web/audit/audited-lists-query";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";

const BASE = "/commercial/profiles";
const NOUN = ["profile", "profiles"] as const;

export const meta = () => [{ title: pageTitle("Profiles of every organisation") }];

/** Only auditors: those who assess an application see the profile as it was sent with it. */
export const loader = centre.loader(
  { query: AuditedListQuery, roles: ["auditor"] },
  async ({ q, query, request }) => ({
    page: shownPage(request.url, await profilesForAudit(q, { words: query.q }).page(placeIn(query))),
    words: query.q ?? "",
  }),
);

export default function AuditedProfiles() {
  const { page, words } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="Where organisations stand and what they need, as their applications use it. You read them; only the organisation changes its own.">
        Profiles of every organisation
      </PageTitle>
      <SearchedList
        base={BASE}
        page={page}
        noun={NOUN}
        order="the latest saved first"
        search={{ label: "Organisation or its ODS code", words }}
      >
        <DataTable
          caption="Profiles of every organisation"
          captionHidden
          rows={page.rows}
          totalRows={page.total}
          rowKey={(row) => row.organisationCode}
          noun={NOUN}
          downloads={spreadsheets(listAddress(`${BASE}.csv`, { words }))}
          columns={COLUMNS}
          empty={
            <EmptyState heading={words ? "No profile matches" : "No profile yet"} level={3}>
              <p>What a provider fills in for its applications appears here.</p>
            </EmptyState>
          }
        />
      </SearchedList>
    </FullWidth>
  );
}

const COLUMNS: Column<AuditedProfile>[] = [
  {
    key: "whose",
    header: "Organisation",
    rowHeader: true,
    cell: (row) => (
      <a href={`${BASE}/${encodeURIComponent(row.organisationCode)}`}>
        {withCode(row.organisationName, row.organisationCode)}
      </a>
    ),
  },
  { key: "kind", header: "Kind", cell: (row) => kindLabel(row.organisationKind) },
  { key: "needs", header: "Needs", numeric: true, cell: (row) => row.needs },
  { key: "change", header: "Last change", cell: (row) => row.change },
  {
    key: "saved",
    header: "Saved",
    cell: (row) => (
      <>
        <MomentText at={row.savedAt} /> by {row.savedByName}
      </>
    ),
  },
];
