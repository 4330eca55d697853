import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { FrozenPrice } from "~/domain/catalogue/frozen-listing";
import { listingVersionView } from "~/domain/catalogue/version-views.server";
import { listingDifferences } from "~/domain/listings/differences";
import { contentOfFrozen, namesOfFrozen } from "~/domain/listings/frozen-content";
import { pence, unitPrice } from "~/domain/money/money";
import { Inset } from "~/ui/kit/callouts";
import { MomentText } from "~/ui/kit/day";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { PriceBlock, type ShownPrice } from "~/ui/catalogue/price-table";
import { Sections, type Section } from "~/ui/kit/sections";
import { DifferenceList } from "~/ui/listings/difference-list";
import { SummaryList } from "~/ui/kit/summary-list";
import { anyone } from "~/web/audience.server";

const Params = z.object({
  id: z.string().min(1).max(60),
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number),
});

export const loader = anyone.loader({ params: Params }, async ({ q, params }) => {
  const { id, version } = params;
  const [shown, former] = await Promise.all([
    listingVersionView(q, { solutionId: id, version }),
    version > 1 ? listingVersionView(q, { solutionId: id, version: version - 1 }) : null,
  ]);
  const differences = former
    ? listingDifferences(
        contentOfFrozen(former.listing),
        contentOfFrozen(shown.listing),
        namesOfFrozen([former.listing, shown.listing]),
      )
    : null;
  return { id, ...shown, differences };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export const meta = ({ data }: { data?: { version: number; listing: { name: string } } }) => [
  { title: pageTitle(data ? `${data.listing.name}, version ${data.version}` : "Version of a listing") },
];

function shown(price: FrozenPrice): ShownPrice {
  return {
    ...price,
    minimumCharge: price.minimumCharge ? pence(BigInt(price.minimumCharge)) : null,
    maximumCharge: price.maximumCharge ? pence(BigInt(price.maximumCharge)) : null,
    tiers: price.tiers.map((tier) => ({
      from: BigInt(tier.from),
      to: tier.to === null ? null : BigInt(tier.to),
      unitPrice: unitPrice(BigInt(tier.unitPrice)),
    })),
  };
}

function Prices({ listing }: Pick<Loaded, "listing">) {
  return (
    <>
      {listing.items.map((item) => (
        <div key={item.id}>
          <h3>{item.name}</h3>
          {item.prices.length === 0 ? <p>No list price.</p> : null}
          {item.prices.map((price) => (
            <PriceBlock key={price.id} price={shown(price)} caption={`Price ${price.unitText}`} />
          ))}
        </div>
      ))}
    </>
  );
}

/** What listings say since their suppliers write them; an older version is silent of it. */
function said(listing: Loaded["listing"]) {
  const { implementation, dataLocation, dataProcessing, roadmap } = contentOfFrozen(listing);
  return [
    { key: "implementation", label: "Implementation", value: implementation },
    { key: "location", label: "Where the data is kept", value: dataLocation },
    { key: "processing", label: "Data processing", value: dataProcessing },
    { key: "roadmap", label: "Roadmap", value: roadmap },
  ].filter((row) => row.value !== "");
}

function Facts({ listing }: Pick<Loaded, "listing">) {
  return (
    <SummaryList
      rows={[
        { key: "product", label: "Product version", value: listing.productVersion },
        {
          key: "hosting",
          label: "Hosting",
          value: listing.hosting ? wordsOf(listing.hosting) : "Not stated",
        },
        {
          key: "settings",
          label: "Care settings",
          value: listing.careSettings.map(wordsOf).join(", ") || "Not stated",
        },
        { key: "integrations", label: "Works with", value: listing.integrations.join(", ") || "None stated" },
        { key: "levels", label: "Service levels", value: listing.serviceLevels || "Not stated" },
        { key: "exit", label: "Leaving", value: listing.exitTerms || "Not stated" },
        ...said(listing),
      ]}
    />
  );
}

/** What an edit changed, word by word; the first version has nothing before it. */
function changes(version: number, differences: Loaded["differences"]): Section[] {
  if (!differences) return [];
  const content = (
    <DifferenceList
      differences={differences}
      caption={`Version ${version - 1} and version ${version}`}
      captionHidden
    />
  );
  return [{ id: "changes", label: `What changed since version ${version - 1}`, content }];
}

export default function SolutionVersion() {
  const { id, version, publishedAt, listing, withdrawn, differences } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Solutions", href: "/solutions" },
          { label: listing.name, href: `/solutions/${id}` },
        ]}
      />
      <PageTitle
        caption={`${listing.supplier.name}, version ${version} of the listing`}
        lede={listing.summary}
      >
        {listing.name}
      </PageTitle>
      <Inset>
        <p>
          This is what the listing said when version {version} was kept, on <MomentText at={publishedAt} />.{" "}
          {withdrawn ? (
            "The solution was withdrawn since."
          ) : (
            <a href={`/solutions/${id}`}>See what it says today</a>
          )}
        </p>
      </Inset>
      <Sections
        sections={[
          ...changes(version, differences),
          {
            id: "about",
            label: "What it does",
            content: (
              <>
                <p>{listing.description || "The supplier had not described this solution further."}</p>
                <ul>
                  {listing.features.map((feature) => (
                    <li key={feature}>{feature}</li>
                  ))}
                </ul>
              </>
            ),
          },
          { id: "prices", label: "Services and prices", content: <Prices listing={listing} /> },
          {
            id: "capabilities",
            label: "Capabilities",
            content: (
              <ul>
                {listing.capabilities.map((capability) => (
                  <li key={capability.ref}>
                    {capability.name} ({capability.ref}): {wordsOf(capability.result).toLowerCase()}
                  </li>
                ))}
              </ul>
            ),
          },
          { id: "terms", label: "Hosting, service levels and leaving", content: <Facts listing={listing} /> },
        ]}
      />
    </>
  );
}
