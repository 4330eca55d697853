import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ownListing } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictFor } from "~/domain/certification/verdict-views.server";
import { changeStateWord, isWriting } from "~/domain/listings/change";
import { openChangesOf } from "~/domain/listings/change-list-views.server";
import { statusActionsOf } from "~/domain/listings/status/listing-status";
import { startChange } from "~/domain/listings/start-change.server";
import { OwnListingSheet } from "~/ui/catalogue/own-listing";
import { Inset } from "~/ui/kit/callouts";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { WRITERS } from "~/web/listings/change-page.server";
import { changePath, DoneQuery } from "~/web/listings/listing-forms";
import { versionsPath } from "~/web/listings/version-forms";

const Params = z.object({ id: z.string().min(1).max(60) });

export const meta = ({ data }: { data?: { listing: { name: string } } }) => [
  { title: pageTitle(data?.listing.name ?? "Listing") },
];

export const loader = supplier.loader(
  { params: Params, query: DoneQuery },
  async ({ q, actor, params, query, today }) => {
    const supplierId = ownSupplier(actor);
    const listing = await ownListing(q, { id: params.id, supplierId });
    const verdict =
      listing.kind === "solution"
        ? await verdictFor(q, { solutionId: listing.id, lotId: OWN_LOTS, buyerKind: null, on: today })
        : null;
    const [open] = await openChangesOf(q, { supplierId, solutionId: listing.id });
    return {
      listing,
      verdict,
      today,
      open,
      writer: WRITERS.some((role) => actor.roles.includes(role)),
      maySign: actor.roles.includes("supplier_signatory"),
      withdrawn: query.done === "withdrawn",
    };
  },
);

export const action = supplier.action(
  { params: Params, form: z.looseObject({}), roles: WRITERS },
  async ({ tx, actor, params, now }) => {
    const supplierId = ownSupplier(actor);
    const id = await startChange(tx, { solutionId: params.id, supplierId, actor, at: now });
    return redirect(changePath(id));
  },
);

/** The way to write the listing: the change that is open, or a new one where its state allows it. */
function EditListing() {
  const { listing, open, writer } = useLoaderData<typeof loader>();
  if (listing.kind !== "solution") return null;
  if (open) {
    const { id, state } = open;
    return (
      <Inset>
        <p>
          <a href={changePath(id)}>
            {id}: {isWriting(state) ? "go on with what is being written" : "see what waits for the centre"}
          </a>{" "}
          <StatusTag status={state} label={changeStateWord(state)} />
        </p>
      </Inset>
    );
  }
  if (!writer || (listing.state !== "published" && listing.state !== "draft")) return null;
  return (
    <Form>
      <SubmitButton>
        {listing.state === "draft" ? "Go on with this listing" : "Edit this listing"}
      </SubmitButton>
    </Form>
  );
}

/** The way to its versions, once it was on sale. */
function Versions() {
  const { listing } = useLoaderData<typeof loader>();
  if (listing.kind !== "solution" || listing.state === "draft" || listing.state === "submitted") return null;
  return (
    <p>
      <a href={versionsPath(listing.id)}>Versions of the product</a>
    </p>
  );
}

/** The way to end it, for whoever may sign; what was never on sale is discarded as a draft instead. */
function Withdraw() {
  const { listing, maySign } = useLoaderData<typeof loader>();
  const onSale = listing.kind === "solution" && statusActionsOf(listing.state).includes("withdraw");
  if (!onSale) return null;
  return maySign ? (
    <p>
      <a href={`/supplying/listings/${encodeURIComponent(listing.id)}/withdraw`}>Withdraw this solution</a>
    </p>
  ) : (
    <p>Only a signatory of yours can withdraw this solution.</p>
  );
}

export default function Listing() {
  const { listing, verdict, today, withdrawn } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      {withdrawn ? (
        <NotificationBanner heading="It is withdrawn" success>
          <p>The commercial team was e-mailed, and every buyer with an order or a shortlist of it.</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/supplying/listings">Listings</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <EditListing />
      <OwnListingSheet listing={listing} verdict={verdict} today={today} />
      <Versions />
      <Withdraw />
    </>
  );
}
