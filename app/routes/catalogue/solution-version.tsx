import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { FrozenPrice } from "~/domain/catalogue/frozen-listing";
import { listingVersionView } from "~/domain/catalogue/version-views.server";
import { pence, unitPrice } from "~/domain/money/money";
import { Inset } from "~/ui/kit/callouts";
import { MomentText } from "~/ui/kit/day";
import { wordsOf } from "~/ui/catalogue/facet-words";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { PriceBlock, type ShownPrice } from "~/ui/catalogue/price-table";
import { Sections } from "~/ui/kit/sections";
import { SummaryList } from "~/ui/kit/summary-list";
import { anyone } from "~/web/audience.server";

const Params = z.object({
  id: z.string().min(1).max(60),
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number),
});

export const loader = anyone.loader({ params: Params }, async ({ q, params }) => ({
  id: params.id,
  ...(await listingVersionView(q, { solutionId: params.id, version: params.version })),
}));

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
      ]}
    />
  );
}

export default function SolutionVersion() {
  const { id, version, publishedAt, listing, withdrawn } = useLoaderData<typeof loader>();
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
