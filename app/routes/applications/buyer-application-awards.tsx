import { useLoaderData } from "@remix-run/react";
import { grantRows } from "~/domain/applications/awards/grant-views.server";
import { sortWords } from "~/domain/shared/sorting";
import { pageOfRows } from "~/domain/shared/rows-page";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { GrantSearch } from "~/ui/applications/grant-list";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { chosenGrants, GRANT_SORTS, GrantsQuery, grantsSorted } from "~/web/applications/grants-query";
import { sortLinks } from "~/web/lists/list-sort";
import { placeIn, shownPage } from "~/web/lists/list-page";

export const meta = () => [{ title: pageTitle("Your awards") }];

export const loader = buyer.loader({ query: GrantsQuery }, async ({ q, actor, query, request }) => {
  const rows = chosenGrants(await grantRows(q, { organisationCode: actor.organisationCode }), query);
  return {
    page: shownPage(
      request.url,
      pageOfRows(rows, ({ id }) => id, placeIn(query)),
    ),
    words: query.q ?? "",
    states: query.state,
    sort: grantsSorted(query.sort),
    order: sortWords(GRANT_SORTS, query.sort),
    headings: sortLinks(request.url, GRANT_SORTS, query.sort),
  };
});

export default function Awards() {
  const { page, words, states, sort, order, headings } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/buying/applications">Applications</BackLink>
      <PageTitle lede="Money that funds set aside for you. An award takes effect when both sides have signed its memorandum.">
        Your awards
      </PageTitle>
      <GrantSearch
        base="/buying/awards"
        page={page}
        words={words}
        states={states}
        sort={sort}
        order={order}
        headings={headings}
        empty={
          <EmptyState
            heading="No award yet"
            action={{ label: "See which funds you can apply to", href: "/buying/applications" }}
          >
            <p>An award stands here as soon as an application of yours is decided in your favour.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
