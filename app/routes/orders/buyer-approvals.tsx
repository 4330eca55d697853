import { useLoaderData } from "@remix-run/react";
import { ApprovalList } from "~/ui/orders/approval";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { loadApprovals } from "~/web/orders/approvals.server";
import { ApprovalsQuery } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Approvals") }];

export const loader = buyer.loader({ query: ApprovalsQuery }, ({ q, actor, query, request }) =>
  loadApprovals(q, { actor, query, url: request.url, decider: "approver" }),
);

export default function Approvals() {
  return (
    <>
      <PageTitle lede="Orders that ask your organisation to pay a share.">Approvals</PageTitle>
      <ApprovalList base="/buying/approvals" {...useLoaderData<typeof loader>()} />
    </>
  );
}
