import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { shareView } from "~/domain/orders/approvals/share-views.server";
import { Money } from "~/ui/kit/money";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { ShareExplanation } from "~/ui/who-pays/share-explanation";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { OrderParams } from "~/web/orders/order-forms";
import { pageOfShares, SharesQuery } from "~/web/orders/share-pages";

const Params = OrderParams.extend({ payer: z.string().regex(/^[\w-]{1,40}$/) });

export const meta = () => [{ title: pageTitle("How a share is worked out") }];

export const loader = centre.loader(
  { params: Params, query: SharesQuery },
  async ({ q, actor, params, query, request, today }) => {
    const asked = { orderId: params.orderId, payerCode: params.payer, actor, on: today };
    const { order, cost, payer, signatures } = await shareView(q, asked);
    const page = pageOfShares(cost.shares, params.payer, { place: placeIn(query), year: query.year });
    return { order: { id: order.id }, payer, signatures, page: shownPage(request.url, page) };
  },
);

const NOUN = ["share", "shares"] as const;

export default function Share() {
  const { order, payer, signatures, page } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/commercial/orders/${order.id}`}>The order</BackLink>
      <PageTitle caption={`Order ${order.id}`}>How the share of {payer.payerName} is worked out</PageTitle>
      <p>
        It pays <Money amount={payer.net} /> and <Money amount={payer.vat} /> VAT;{" "}
        <Money amount={payer.recoverableVat} /> of the VAT comes back to it, so the order costs it{" "}
        <Money amount={payer.cost} />.
      </p>
      <CountLine page={page} noun={NOUN} order="by financial year" />
      <ShareExplanation shares={page.rows} total={page.total} signatures={signatures} />
      <ListPages page={page} noun={NOUN} />
    </>
  );
}
