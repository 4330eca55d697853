import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { acceptanceText } from "~/domain/orders/acceptance";
import { agreementsToAccept } from "~/domain/orders/acceptance-views.server";
import { approveShare } from "~/domain/orders/approve-share.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { declineShare } from "~/domain/orders/decline-share.server";
import { orderView } from "~/domain/orders/order-views.server";
import { signaturesBehind } from "~/domain/orders/share-views.server";
import { ApprovalPage } from "~/ui/orders/approval";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { DecisionForm, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Approve a share") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const signatures = await signaturesBehind(q, cost.shares);
  const payerCode = actor.organisationCode;
  const toAccept = await agreementsToAccept(q, { orderId: order.id, payerCode });
  return { order, cost, signatures, payerCode, acceptance: acceptanceText(toAccept) };
});

export const action = buyer.action(
  { params: OrderParams, form: DecisionForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now }) => {
    const { orderId } = params;
    const deed = { actor, at: now, orderId, editCount: form.editCount };
    if (form.decision === "approve") await approveShare(tx, deed);
    else await declineShare(tx, { ...deed, reason: form.reason });
    return redirect(`/buying/approvals/${orderId}`);
  },
);

export default function Approval() {
  const { order, cost, signatures, payerCode, acceptance } = useLoaderData<typeof loader>();
  return (
    <ApprovalPage
      order={order}
      cost={cost}
      payerCode={payerCode}
      signatures={signatures}
      acceptance={acceptance}
      state={useFormState()}
      listHref="/buying/approvals"
      shareHref={(payer) => `/buying/orders/${order.id}/shares/${payer}`}
    />
  );
}
