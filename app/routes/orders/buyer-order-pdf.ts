import { orderCost } from "~/domain/orders/cost-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { signaturesBehind } from "~/domain/orders/approvals/share-views.server";
import { orderPdf, pdfResponse } from "~/papers/order-pdf.server";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today, now }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const signatures = await signaturesBehind(q, cost.shares);
  return pdfResponse(order.id, await orderPdf(order, cost, now, signatures));
});
