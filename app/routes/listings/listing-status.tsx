import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { listingDependents } from "~/domain/listings/status/listing-dependents-views.server";
import { LISTING_STATUS_ACTIONS, whyNotStatusAction } from "~/domain/listings/status/listing-status";
import { listedSolution } from "~/domain/listings/status/listing-status-views.server";
import { STATUS_TITLES, StatusStep } from "~/ui/listings/status-step";
import { DependentsText } from "~/ui/kit/dependents";
import { BackLink, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { askSure, StatusForm, supportEndErrors, supportEndOf } from "~/web/listings/status-page.server";
import { useTypedDay } from "~/ui/kit/typed-day";

const Params = z.object({ id: z.string().min(1).max(60), action: z.enum(LISTING_STATUS_ACTIONS) });

export const meta = ({ data }: { data?: { action: keyof typeof STATUS_TITLES } }) => [
  { title: pageTitle(data ? STATUS_TITLES[data.action] : "Solution") },
];

const pageOf = (id: string) => `/commercial/solutions/${encodeURIComponent(id)}`;

export const loader = centre.loader(
  { params: Params, roles: ["commercial_officer"] },
  async ({ q, params: { id, action } }) => {
    const [solution, dependents] = await Promise.all([listedSolution(q, id), listingDependents(q, id)]);
    const { name, supplierName, state } = solution;
    const whyNot = whyNotStatusAction({ name, state, href: pageOf(id) }, action)?.public ?? null;
    return { id, action, name, supplierName, whyNot, dependents };
  },
);

export const action = centre.action(
  {
    params: Params,
    form: StatusForm,
    roles: ["commercial_officer"],
    also: ({ known, params, today }) =>
      supportEndErrors(known, { action: params.action, needed: false, today }),
  },
  async ({ tx, actor, params, form, now, today }) => {
    const { id, action } = params;
    const step = stepOf(form);
    const given = { reason: form.reason, supportEndsOn: supportEndOf(form) };
    const change = { ...given, solutionId: id, action, supplierId: null, actor, at: now, today };
    if (step === "check") await rehearse(tx, (trial) => changeListingStatus(trial, change));
    if (step !== "submit") return shownAgain(form, step);
    if (action === "withdraw" && form.sure !== "yes") return askSure(form);
    await changeListingStatus(tx, change);
    return redirect(`${pageOf(id)}?done=${action}`);
  },
);

export default function ListingStatus() {
  const { id, ...shown } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={pageOf(id)}>{shown.name}</BackLink>
      <StatusStep {...shown} side="centre" supportEndsOn={useTypedDay("supportEndsOn")}>
        <DependentsText dependents={shown.dependents} supplierName={shown.supplierName} asksBuyers={false} />
      </StatusStep>
    </>
  );
}
