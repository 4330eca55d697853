import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import { allows, cancellationReaders } from "~/domain/orders/order";
import { orderView } from "~/domain/orders/order-views.server";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { OrderParams, Reason } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Cancel the order") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => ({
  order: await orderView(q, { id: params.orderId, actor, on: today }),
}));

export const action = buyer.action(
  { params: OrderParams, form: Reason, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    await cancelOrder(tx, { actor, at: now, orderId: params.orderId, ...form });
    return redirect(`/buying/orders/${params.orderId}?done=cancelled`);
  },
);

export default function Cancel() {
  const { order } = useLoaderData<typeof loader>();
  const state = useFormState();
  if (!allows(order.state, "cancel")) {
    return (
      <>
        <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
        <PageTitle caption={`Order ${order.id}`}>This order can no longer be cancelled</PageTitle>
        <p>An order can be cancelled until the supplier has signed it.</p>
      </>
    );
  }
  if (!order.may.manage) {
    return (
      <>
        <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
        <PageTitle caption={`Order ${order.id}`}>You cannot cancel this order</PageTitle>
        <p>Only a procurement lead of {order.buyer.name} can cancel it. Ask one of them to open this page.</p>
      </>
    );
  }
  return (
    <OrderForm
      order={order}
      title="Cancel this order?"
      lede="It stays in your list as cancelled and cannot be taken up again. No money has been committed."
      state={state}
      button="Cancel the order"
    >
      <TextArea
        {...fields(state)("reason")}
        label="Why is it cancelled?"
        hint={cancellationReaders(order)}
        rows={3}
        maxLength={1000}
      />
    </OrderForm>
  );
}
