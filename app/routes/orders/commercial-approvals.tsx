import { useLoaderData } from "@remix-run/react";
import { approvalsWaiting } from "~/domain/orders/order-list-views.server";
import { ApprovalList } from "~/ui/orders/approval";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { ApprovalsQuery, shownApprovals } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Approvals") }];

export const loader = centre.loader({ query: ApprovalsQuery }, async ({ q, actor, query, request }) => {
  const filter = { words: query.q || undefined, sort: query.sort };
  const [waiting, decided] = await Promise.all([
    approvalsWaiting(q, actor.organisationCode, filter).page(placeIn(query)),
    approvalsWaiting(q, actor.organisationCode, { ...filter, decided: true }).page(placeIn(query, "decided")),
  ]);
  return {
    waiting: shownPage(request.url, waiting),
    decided: shownPage(request.url, decided, "decided"),
    mayDecide: actor.roles.includes("commercial_officer"),
    search: shownApprovals(request.url, query),
  };
});

export default function Approvals() {
  const { waiting, decided, search, mayDecide } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="Orders that ask your organisation to pay a share.">Approvals</PageTitle>
      <ApprovalList
        base="/commercial/approvals"
        waiting={waiting}
        decided={decided}
        search={search}
        mayDecide={mayDecide}
      />
    </>
  );
}
