import { useLoaderData } from "@remix-run/react";
import { ApproveSharePage } from "~/ui/orders/approve-share";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { approveFromCheck, loadShareCheck } from "~/web/orders/share-check.server";
import { ApproveForm, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Check before you approve the share") }];

export const loader = centre.loader(
  { params: OrderParams, roles: ["commercial_officer"] },
  ({ q, actor, params, today }) =>
    loadShareCheck(q, { actor, orderId: params.orderId, today, base: "/commercial/approvals" }),
);

export const action = centre.action(
  { params: OrderParams, form: ApproveForm, roles: ["commercial_officer"] },
  ({ tx, actor, params, form, now: at }) =>
    approveFromCheck(tx, { actor, at, orderId: params.orderId, form, base: "/commercial/approvals" }),
);

export default function Approve() {
  const data = useLoaderData<typeof loader>();
  return (
    <ApproveSharePage
      {...data}
      state={useFormState()}
      approvalHref={`/commercial/approvals/${data.order.id}`}
    />
  );
}
