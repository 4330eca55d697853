import { useLoaderData } from "@remix-run/react";
import { ApproveSharePage } from "~/ui/orders/approve-share";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { approveFromCheck, loadShareCheck } from "~/web/orders/share-check.server";
import { ApproveForm, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Check before you approve the share") }];

export const loader = buyer.loader(
  { params: OrderParams, roles: ["approver"] },
  ({ q, actor, params, today }) =>
    loadShareCheck(q, { actor, orderId: params.orderId, today, base: "/buying/approvals" }),
);

export const action = buyer.action(
  { params: OrderParams, form: ApproveForm, roles: ["approver"] },
  ({ tx, actor, params, form, now: at }) =>
    approveFromCheck(tx, { actor, at, orderId: params.orderId, form, base: "/buying/approvals" }),
);

export default function Approve() {
  const data = useLoaderData<typeof loader>();
  return (
    <ApproveSharePage {...data} state={useFormState()} approvalHref={`/buying/approvals/${data.order.id}`} />
  );
}
