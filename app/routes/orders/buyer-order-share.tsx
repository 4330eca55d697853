import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { shareView } from "~/domain/orders/share-views.server";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { ShareExplanation } from "~/ui/who-pays/share-explanation";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

const Params = OrderParams.extend({ payer: z.string().regex(/^[\w-]{1,40}$/) });

export const meta = () => [{ title: pageTitle("How a share is worked out") }];

export const loader = buyer.loader({ params: Params }, async ({ q, actor, params, today }) =>
  shareView(q, { orderId: params.orderId, payerCode: params.payer, actor, on: today }),
);

export default function Share() {
  const { order, cost, payer, signatures } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}/who-pays`}>Who pays what</BackLink>
      <PageTitle caption={`Order ${order.id}`}>How the share of {payer.payerName} is worked out</PageTitle>
      <p>
        It pays <Money amount={payer.net} /> and <Money amount={payer.vat} /> VAT;{" "}
        <Money amount={payer.recoverableVat} /> of the VAT comes back to it, so the order costs it{" "}
        <Money amount={payer.cost} />.
      </p>
      <ShareExplanation cost={cost} payerCode={payer.payerCode} signatures={signatures} />
    </>
  );
}
