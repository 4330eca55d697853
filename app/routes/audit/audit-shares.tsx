import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { verifyStreams } from "~/domain/audit/audit-views.server";
import { auditedShares } from "~/domain/orders/approvals/share-views.server";
import { stateWords, type OrderState } from "~/domain/orders/order";
import { pageOfRows } from "~/domain/shared/rows-page";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { foldsShares, OneShare } from "~/ui/who-pays/share-explanation";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";
import { OrderParams } from "~/web/orders/order-forms";

const Query = z.object(placeFields());
const NOUN = ["share", "shares"] as const;

export const meta = () => [{ title: pageTitle("Why each payer pays what it pays") }];

export const loader = centre.loader(
  { params: OrderParams, query: Query, roles: ["commercial_officer", "auditor"] },
  async ({ q, params, query, request, today }) => {
    const stream = `order:${params.orderId}`;
    const { order, cost, signatures } = await auditedShares(q, { orderId: params.orderId, on: today });
    // Shares of an order in progress have no id yet: a share's place is its key.
    const numbered = cost.shares.map((share, index) => ({ ...share, index }));
    const page = pageOfRows(numbered, ({ index }) => String(index), placeIn(query));
    const check = (await verifyStreams(q, [stream])).get(stream);
    return {
      order,
      reason: cost.reason,
      page: shownPage(request.url, page),
      signatures,
      stream,
      intact: check?.intact ?? false,
    };
  },
);

/** Each share of an order in the words of the order and its invoices, beside its chain of events. */
export default function AuditShares() {
  const { order, reason, page, signatures, stream, intact } = useLoaderData<typeof loader>();
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
      {page.total === 0 ? (
        <EmptyState heading="This order has no shares yet">
          <p>{reason ?? "They are fixed when it is sent for approval."}</p>
        </EmptyState>
      ) : null}
      <CountLine page={page} noun={NOUN} />
      {page.rows.map((share) => (
        <OneShare
          key={share.index}
          share={share}
          signatures={signatures}
          tableId={`steps-${share.index}`}
          level={2}
          folded={foldsShares(page.total)}
        />
      ))}
      <ListPages page={page} noun={NOUN} />
    </>
  );
}
