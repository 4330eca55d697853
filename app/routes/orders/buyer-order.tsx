import { listed } from "~/domain/shared/sentence";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { breachesOfOrder } from "~/domain/orders/breach-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { allows, stateWords } from "~/domain/orders/order";
import { orderHistory, orderView } from "~/domain/orders/order-views.server";
import { refusalsOf } from "~/domain/orders/refusal-views.server";
import { progressOf } from "~/domain/orders/progress-views.server";
import { OrderBreaches } from "~/ui/orders/breach";
import { MomentText } from "~/ui/kit/day";
import { Inset } from "~/ui/kit/callouts";
import { Downloads } from "~/ui/kit/lists/downloads";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { OrderDocument, OrderStateTag } from "~/ui/orders/order-document";
import { OrderHistory } from "~/ui/orders/order-history";
import { orderTasks } from "~/ui/orders/order-tasks";
import { TaskList, TaskProgress } from "~/ui/kit/task-list";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Order") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  // A missing date or item is a task of its own; only a calculation that fails is a task of who pays what.
  const reason = order.startsOn && order.termMonths && order.items.length > 0 ? cost.reason : null;
  const progress = await progressOf(q, order, { sharesReason: reason, on: today });
  const breaches = order.state === "live" ? await breachesOfOrder(q, { orderId: order.id, on: today }) : [];
  const refusal = (await refusalsOf(q, [order.id])).get(order.id) ?? null;
  return { order, cost, progress, breaches, refusal, history: await orderHistory(q, order.id) };
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const DONE: Record<string, string> = {
  saved: "Saved",
  awarded: "The award is recorded and the order is open",
  cancelled: "The order is cancelled",
  confirmed: "The milestone is confirmed",
  decided: "Your decision is recorded",
};

export default function Order() {
  const { order, cost, progress, breaches, refusal, history } = useLoaderData<typeof loader>();
  const tasks = orderTasks(order.id, progress);
  const [search] = useSearchParams();
  const done = DONE[search.get("done") ?? ""];
  const editing = order.state === "in_progress" && order.may.manage;
  return (
    <>
      <BackLink href="/buying/orders">Orders</BackLink>
      {done ? <NotificationBanner success heading={done} /> : null}
      <ReadingColumn>
        <PageTitle caption={`Order ${order.id}`}>{order.title}</PageTitle>
        <p>
          <OrderStateTag state={order.state} /> From {order.supplier.name}, for {order.buyer.name}.
        </p>
        <OrderBreaches orderId={order.id} breaches={breaches} />
        <WhatIsNext order={order} refusal={refusal} />
        {editing ? (
          <>
            <TaskProgress tasks={tasks} />
            <TaskList tasks={tasks} />
          </>
        ) : null}
        {order.may.manage && allows(order.state, "cancel") ? (
          <p>
            <a href={`/buying/orders/${order.id}/cancel`}>Cancel this order</a>
          </p>
        ) : null}
      </ReadingColumn>
      {editing ? null : (
        <OrderDocument
          order={order}
          cost={cost}
          shareHref={(payer) => `/buying/orders/${order.id}/shares/${payer}`}
        />
      )}
      {order.state === "in_progress" ? null : (
        <Downloads
          count={1}
          noun={["order", "orders"]}
          files={[{ label: "PDF", href: `/buying/orders/${order.id}/order.pdf` }]}
        />
      )}
      <OrderHistory events={history} />
    </>
  );
}

function WhatIsNext({ order, refusal }: Pick<Data, "order" | "refusal">) {
  const waiting = order.approvals.filter((one) => one.state === "requested");
  const id = order.id;
  if (refusal) {
    return (
      <Inset>
        <p>
          <MomentText at={refusal.at} />: {refusal.text}
        </p>
        <p>Everything you filled in is kept. Change what is needed, then send the order again.</p>
      </Inset>
    );
  }
  if (order.state === "awaiting_approval") {
    return (
      <Inset>
        <p>
          Waiting for {listed(waiting.map((one) => one.payerName))}. When every payer has approved, the order
          goes to {order.supplier.name} to sign.
        </p>
        {order.may.approve ? (
          <p>
            <a href={`/buying/approvals/${id}`}>Approve or decline your organisation’s share</a>
          </p>
        ) : null}
      </Inset>
    );
  }
  if (order.state === "awaiting_signature") {
    return (
      <Inset>
        <p>
          Every payer has approved. {order.supplier.name} has to sign. The money is committed at that moment,
          and the order becomes live.
        </p>
      </Inset>
    );
  }
  if (order.state === "live") {
    return (
      <Inset>
        <p>
          The order is live. Confirm each milestone when it is reached: the supplier can then invoice its
          part.
        </p>
        <p>
          <a href={`/buying/orders/${id}/milestones`}>
            {order.may.manage ? "Confirm milestones" : "See the milestones"}
          </a>
        </p>
      </Inset>
    );
  }
  return order.state === "in_progress" ? null : <p>This order is {stateWords(order.state).toLowerCase()}.</p>;
}
