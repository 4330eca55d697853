import { useLoaderData } from "@remix-run/react";
import { grantRows } from "~/domain/applications/awards/grant-views.server";
import { sortWords } from "~/domain/shared/sorting";
import { pageOfRows } from "~/domain/shared/rows-page";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { GrantSearch } from "~/ui/applications/grant-list";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { chosenGrants, GRANT_SORTS, GrantsQuery, grantsSorted } from "~/web/applications/grants-query";
import { sortLinks } from "~/web/lists/list-sort";
import { placeIn, shownPage } from "~/web/lists/list-page";

export const meta = () => [{ title: pageTitle("Awards") }];

export const loader = centre.loader({ query: GrantsQuery }, async ({ q, query, request }) => {
  const rows = chosenGrants(await grantRows(q), query);
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
      <BackLink href="/commercial/applications">Applications</BackLink>
      <PageTitle lede="Every award sets part of its fund aside. It takes effect when both sides have signed.">
        Awards
      </PageTitle>
      <GrantSearch
        base="/commercial/awards"
        named
        page={page}
        words={words}
        states={states}
        sort={sort}
        order={order}
        headings={headings}
        empty={
          <EmptyState heading="No award yet">
            <p>An award stands here as soon as a commercial officer decides for an application.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
