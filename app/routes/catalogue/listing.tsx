import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ownListing } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictFor } from "~/domain/certification/verdict-views.server";
import { OwnListingSheet } from "~/ui/catalogue/own-listing";
import { BackLink, pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";

const Params = z.object({ id: z.string().min(1).max(60) });

export const meta = ({ data }: { data?: { listing: { name: string } } }) => [
  { title: pageTitle(data?.listing.name ?? "Listing") },
];

export const loader = supplier.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const listing = await ownListing(q, { id: params.id, supplierId: ownSupplier(actor) });
  const verdict =
    listing.kind === "solution"
      ? await verdictFor(q, { solutionId: listing.id, lotId: OWN_LOTS, buyerKind: null, on: today })
      : null;
  return { listing, verdict, today };
});

export default function Listing() {
  const { listing, verdict, today } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/supplying/listings">Listings</BackLink>
      <OwnListingSheet listing={listing} verdict={verdict} today={today} />
    </>
  );
}
