import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ownListing } from "~/domain/catalogue/own-listing-views.server";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { listingDependents } from "~/domain/listings/status/listing-dependents-views.server";
import { outlasting, whyNotStatusAction } from "~/domain/listings/status/listing-status";
import { DayText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { BackLink, pageTitle } from "~/ui/kit/page";
import { useTypedDay } from "~/ui/kit/typed-day";
import { STATUS_TITLES, StatusStep } from "~/ui/listings/status-step";
import { supplier } from "~/web/audience.server";
import { onlySignatories, ownSupplier } from "~/web/catalogue/own-supplier";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { askSure, StatusForm, supportEndErrors, supportEndOf } from "~/web/listings/status-page.server";

const Params = z.object({ id: z.string().min(1).max(60) });
const pageOf = (id: string) => `/supplying/listings/${encodeURIComponent(id)}`;

export const meta = () => [{ title: pageTitle(STATUS_TITLES.withdraw) }];

export const loader = supplier.loader({ params: Params }, async ({ q, actor, params: { id } }) => {
  const [listing, dependents] = await Promise.all([
    ownListing(q, { id, supplierId: ownSupplier(actor) }),
    listingDependents(q, id),
  ]);
  const { name, state } = listing;
  return {
    id,
    name,
    supplierName: actor.organisation.name,
    whyNot:
      whyNotStatusAction({ name, state, href: pageOf(id) }, "withdraw")?.public ??
      onlySignatories(actor, "withdraws a solution"),
    // A supplier sees its contracts and what waits for its signature; what buyers are preparing and comparing is theirs.
    dependents: { live: dependents.live, drafts: [], shortlists: [] },
    onTheWay: dependents.drafts.length,
  };
});

export const action = supplier.action(
  {
    params: Params,
    form: StatusForm,
    roles: ["supplier_signatory"],
    also: ({ known, today }) => supportEndErrors(known, { action: "withdraw", needed: true, today }),
  },
  async ({ tx, actor, params: { id }, form, now, today }) => {
    const supplierId = ownSupplier(actor);
    const step = stepOf(form);
    const given = { reason: form.reason, supportEndsOn: supportEndOf(form) };
    const change = {
      ...given,
      solutionId: id,
      action: "withdraw" as const,
      supplierId,
      actor,
      at: now,
      today,
    };
    if (step === "check") await rehearse(tx, (trial) => changeListingStatus(trial, change));
    if (step !== "submit") return shownAgain(form, step);
    if (form.sure !== "yes") return askSure(form);
    await changeListingStatus(tx, change);
    return redirect(`${pageOf(id)}?done=withdrawn`);
  },
);

export default function ListingWithdraw() {
  const { id, onTheWay, ...shown } = useLoaderData<typeof loader>();
  const supportEndsOn = useTypedDay("supportEndsOn");
  const { live } = shown.dependents;
  const longer = outlasting(live, supportEndsOn);
  return (
    <>
      <BackLink href={pageOf(id)}>{shown.name}</BackLink>
      <StatusStep {...shown} action="withdraw" side="supplier" supportEndsOn={supportEndsOn}>
        <h2 className="nhsuk-heading-m">Your contracts of it</h2>
        <DataTable
          id="contracts"
          caption="Live orders of it"
          captionHidden
          rows={live}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "order",
              header: "Order",
              rowHeader: true,
              cell: (row) => <a href={`/supplying/orders/${row.id}`}>{row.id}</a>,
            },
            { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
            {
              key: "ends",
              header: "Last day",
              cell: (row) => (row.endsOn ? <DayText day={row.endsOn} /> : "Not set"),
            },
            {
              key: "support",
              header: "Support",
              cell: (row) => (longer.includes(row) ? "Ends before the contract" : "For its whole term"),
            },
          ]}
          empty={<p>No order of it is live.</p>}
        />
        {onTheWay > 0 ? (
          <p>
            {onTheWay === 1 ? "One order" : `${onTheWay.toLocaleString("en-GB")} orders`} of it that{" "}
            {onTheWay === 1 ? "is" : "are"} being prepared, approved or signed cannot go live any more.
          </p>
        ) : null}
        <p>
          Their buyers are e-mailed, and so are those with orders on their way and shortlists, and the
          commercial team.
        </p>
      </StatusStep>
    </>
  );
}
