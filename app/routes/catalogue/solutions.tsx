import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/domain/catalogue/catalogue-entry";
import { Problem } from "~/domain/shared/problem";
import { catalogueQuery, readCatalogueQuery, readPriceQuestion } from "~/ui/catalogue/catalogue-address";
import { CatalogueList } from "~/ui/catalogue/catalogue-list";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { anyone } from "~/web/audience.server";
import { catalogueVersion } from "~/web/catalogue/catalogue-cache.server";
import { searchCatalogue } from "~/web/catalogue/catalogue-search.server";
import { fragment } from "~/web/fragment-cache.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";

export const loader = anyone.loader({}, async ({ q, query, today, actor }) => {
  const filters = readCatalogueQuery(query);
  const priceQuestion = readPriceQuestion(query);
  // What could not be read stands in the page too, and in no address of the filters.
  const wrong = Object.keys(priceQuestion.errors).length > 0 ? Object.values(priceQuestion.typed) : [];
  const pageText = [query.page].flat()[0];
  const lead = mayShortlist(actor);
  const version = await catalogueVersion(q);
  const key = [
    "solutions",
    version,
    today,
    lead ? "lead" : "",
    pageText ?? "",
    catalogueQuery(filters),
    ...wrong,
  ];
  return fragment(key, async () => {
    const { catalogue, result } = await searchCatalogue(q, { filters, today, version });
    const shown = pageOf(result.rows, pageText);
    if (!shown) {
      throw new Problem("not-found", "no-such-page", {
        title: "There is no such page of results",
        detail: "The catalogue may have changed since you followed the link.",
        next: { label: "The first page of these results", href: `/solutions?${catalogueQuery(filters)}` },
      });
    }
    return {
      title: `${wrong.length > 0 ? "Error: " : ""}${filters.words ? `${filters.words}: ` : ""}Solutions${shown.page > 1 ? ` (page ${shown.page})` : ""}`,
      element: (
        <CatalogueList
          {...shown}
          filters={filters}
          result={result}
          labels={catalogue.names}
          mayShortlist={lead}
          priceQuestion={priceQuestion}
          counted={catalogue.counted}
        />
      ),
    };
  });
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: pageTitle(data?.title ?? "Solutions") },
];

export default function Solutions() {
  const { html } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Solutions</PageTitle>
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
