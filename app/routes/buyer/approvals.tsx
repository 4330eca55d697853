import { useLoaderData } from "@remix-run/react";
import { approvalsWaiting } from "~/domain/ordering/order-list-views.server";
import { ApprovalList } from "~/ui/approval";
import { PageTitle, pageTitle } from "~/ui/page";
import { buyer } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/list-page";
import { ApprovalsQuery } from "~/web/order-forms";

export const meta = () => [{ title: pageTitle("Approvals") }];

export const loader = buyer.loader({ query: ApprovalsQuery }, async ({ q, actor, query, request }) => {
  const [waiting, decided] = await Promise.all([
    approvalsWaiting(q, actor.organisationCode).page(placeIn(query)),
    approvalsWaiting(q, actor.organisationCode, { decided: true }).page(placeIn(query, "decided")),
  ]);
  return {
    waiting: shownPage(request.url, waiting),
    decided: shownPage(request.url, decided, "decided"),
    mayDecide: actor.roles.includes("approver"),
  };
});

export default function Approvals() {
  const { waiting, decided, mayDecide } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="Orders that ask your organisation to pay a share.">Approvals</PageTitle>
      <ApprovalList base="/buying/approvals" waiting={waiting} decided={decided} mayDecide={mayDecide} />
    </>
  );
}
