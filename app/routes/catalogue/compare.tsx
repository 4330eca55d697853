import { useLoaderData } from "@remix-run/react";
import { readComparedIds } from "~/ui/catalogue/catalogue-address";
import { listingRows } from "~/ui/shortlists/comparison-rows";
import { ComparisonTable } from "~/ui/shortlists/comparison-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { anyone } from "~/web/audience.server";
import { comparedListings } from "~/web/catalogue/compared-listings.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta = () => [{ title: pageTitle("Compare solutions") }];

export const loader = anyone.loader({}, async ({ q, query, today }) => {
  const compared = await comparedListings(q, readComparedIds(query.solutions), today);
  return {
    things: compared.map(({ solution }) => ({
      id: solution.id,
      name: solution.name,
      supplierName: solution.supplier.name,
    })),
    rows: compared.length > 1 ? listingRows(compared) : [],
    differencesOnly: query.show === "differences",
  };
});

type Thing = ReturnType<typeof useLoaderData<typeof loader>>["things"][number];

function href(things: readonly Thing[], differencesOnly: boolean, file = ""): string {
  const query = new URLSearchParams({ solutions: things.map((thing) => thing.id).join(",") });
  if (differencesOnly) query.set("show", "differences");
  return `/compare${file}?${query.toString().replaceAll("%2C", ",")}`;
}

function TooFew({ things }: { things: readonly Thing[] }) {
  return (
    <EmptyState
      heading="Choose at least two solutions"
      action={{ label: "Search the catalogue", href: "/solutions" }}
    >
      <p>
        {things[0] ? `You chose ${things[0].name}. ` : null}
        Tick “Compare” at two to eight solutions of the catalogue, then choose “Compare the ticked solutions”
        below the list.
      </p>
    </EmptyState>
  );
}

export default function Compare() {
  const { things, rows, differencesOnly } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Solutions", href: "/solutions" },
        ]}
      />
      <PageTitle lede="What the listings and certificates say today. To compare the cost for your own numbers, and who pays it, put them on a shortlist.">
        Compare solutions
      </PageTitle>
      {things.length < 2 ? (
        <TooFew things={things} />
      ) : (
        <ComparisonTable
          caption={`${things.length} solutions side by side`}
          things={things.map((thing) => ({
            id: thing.id,
            heading: <a href={`/solutions/${thing.id}`}>{thing.name}</a>,
            below: (
              <>
                {thing.supplierName}
                {things.length > 2 ? (
                  <>
                    <br />
                    <a
                      href={href(
                        things.filter((other) => other !== thing),
                        differencesOnly,
                      )}
                    >
                      Remove<span className="nhsuk-u-visually-hidden"> {thing.name}</span>
                    </a>
                  </>
                ) : null}
              </>
            ),
          }))}
          rows={rows}
          differencesOnly={differencesOnly}
          toggleHref={href(things, !differencesOnly)}
          downloads={spreadsheets(href(things, false, ".csv"))}
        />
      )}
    </>
  );
}
