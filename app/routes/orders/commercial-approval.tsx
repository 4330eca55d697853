import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { declineShare } from "~/domain/orders/approvals/decline-share.server";
import { ApprovalPage } from "~/ui/orders/approval";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { loadApproval } from "~/web/orders/approvals.server";
import { DeclineForm, LateQuery, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Approve a share") }];

export const loader = centre.loader(
  { params: OrderParams, query: LateQuery },
  async ({ q, actor, params, query, today }) => ({
    ...(await loadApproval(q, { actor, orderId: params.orderId, today })),
    late: query.late !== undefined,
  }),
);

export const action = centre.action(
  { params: OrderParams, form: DeclineForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { orderId } = params;
    await declineShare(tx, { actor, at: now, orderId, ...form });
    return redirect(`/commercial/approvals/${orderId}`);
  },
);

export default function Approval() {
  return <ApprovalPage {...useLoaderData<typeof loader>()} area="/commercial" state={useFormState()} />;
}
