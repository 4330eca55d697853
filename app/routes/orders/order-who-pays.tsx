import { useLoaderData } from "@remix-run/react";
import { orderCost } from "~/domain/orders/cost-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { Inset } from "~/ui/kit/callouts";
import { ButtonLink } from "~/ui/kit/form";
import { PayersTable, YearsTable } from "~/ui/orders/order-document";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Who pays what") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  return { order, cost: await orderCost(q, { orderId: order.id, on: today }) };
});

export default function WhoPays() {
  const { order, cost } = useLoaderData<typeof loader>();
  const shareHref = (payer: string) => `/buying/orders/${order.id}/shares/${payer}`;
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
      <PageTitle
        caption={`Order ${order.id}`}
        lede="Follows from the items, the dates and the agreement in force. Each figure leads to its explanation."
      >
        Who pays what
      </PageTitle>
      {cost.warnings.map((warning) => (
        <Inset key={warning}>
          <p>{warning}</p>
        </Inset>
      ))}
      <PayersTable cost={cost} shareHref={shareHref} />
      {!cost.frozen && order.recipients.length === 0 ? (
        <ButtonLink href={`/buying/orders/${order.id}/recipients`}>Choose who it is for</ButtonLink>
      ) : null}
      {cost.reason ? null : <YearsTable cost={cost} shareHref={shareHref} />}
      <p>
        {cost.frozen
          ? "These shares were fixed when the order was sent for approval."
          : "These shares are worked out as at today and fixed when you send the order for approval."}
      </p>
      {cost.reason ? null : (
        <ButtonLink href={`/simulator/new?order=${order.id}`} variant="secondary">
          Simulate a change
        </ButtonLink>
      )}{" "}
      {cost.frozen ? null : (
        <p>
          Some agreements match what your organisation has already spent.{" "}
          <a href="/buying/local-spend">Record local spend with evidence</a> before you send the order. It
          counts when the centre has confirmed it.
        </p>
      )}
      <ButtonLink href={`/buying/orders/${order.id}`} variant="secondary">
        Back to the order
      </ButtonLink>
    </>
  );
}
