import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { declineShare } from "~/domain/orders/approvals/decline-share.server";
import { ApprovalPage } from "~/ui/orders/approval";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { loadApproval } from "~/web/orders/approvals.server";
import { DeclineForm, LateQuery, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Approve a share") }];

export const loader = buyer.loader(
  { params: OrderParams, query: LateQuery },
  async ({ q, actor, params, query, today }) => ({
    ...(await loadApproval(q, { actor, orderId: params.orderId, today })),
    late: query.late !== undefined,
  }),
);

export const action = buyer.action(
  { params: OrderParams, form: DeclineForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now }) => {
    const { orderId } = params;
    await declineShare(tx, { actor, at: now, orderId, ...form });
    return redirect(`/buying/approvals/${orderId}`);
  },
);

export default function Approval() {
  return <ApprovalPage {...useLoaderData<typeof loader>()} area="/buying" state={useFormState()} />;
}
