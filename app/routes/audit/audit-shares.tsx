import { useLoaderData } from "@remix-run/react";
import { verifyStreams } from "~/domain/audit/audit-views.server";
import { auditedShares } from "~/domain/orders/share-views.server";
import { stateWords, type OrderState } from "~/domain/orders/order";
import { EmptyState } from "~/ui/kit/empty-state";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { OneShare } from "~/ui/who-pays/share-explanation";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Why each payer pays what it pays") }];

export const loader = centre.loader(
  { params: OrderParams, roles: ["commercial_officer", "auditor"] },
  async ({ q, params, today }) => {
    const stream = `order:${params.orderId}`;
    const found = await auditedShares(q, { orderId: params.orderId, on: today });
    const check = (await verifyStreams(q, [stream])).get(stream);
    return { ...found, stream, intact: check?.intact ?? false };
  },
);

/** Each share of an order in the words of the order and its invoices, beside its chain of events. */
export default function AuditShares() {
  const { order, cost, signatures, stream, intact } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/commercial/audit?stream=${encodeURIComponent(stream)}`}>
        Events of {order.id}
      </BackLink>
      <PageTitle
        caption={`Order ${order.id}: ${stateWords(order.state as OrderState).toLowerCase()}`}
        lede={order.title}
      >
        Why each payer pays what it pays
      </PageTitle>
      <p>
        The events of this order:{" "}
        {intact ? (
          <StatusTag status="valid" label="Intact" />
        ) : (
          <StatusTag status="failed" label="Their chain is broken" />
        )}
      </p>
      {cost.shares.length === 0 ? (
        <EmptyState heading="This order has no shares yet">
          <p>{cost.reason ?? "They are fixed when it is sent for approval."}</p>
        </EmptyState>
      ) : null}
      {cost.shares.map((share, index) => (
        <OneShare
          key={share.id ?? index}
          share={share}
          signatures={signatures}
          tableId={`steps-${index}`}
          level={2}
        />
      ))}
    </>
  );
}
