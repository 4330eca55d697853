import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderView } from "~/domain/orders/order-views.server";
import { listed } from "~/domain/shared/sentence";
import { storeQuantities } from "~/domain/shortlists/shortlist";
import { carriedBackView } from "~/domain/shortlists/carried-back-views.server";
import { compareAgain } from "~/domain/shortlists/compare-again.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { quantitiesText } from "~/ui/shortlists/quantities-text";
import { EditCount } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Compare again") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const carried = await carriedBackView(q, order);
  const quantities = carried && storeQuantities(carried.quantities);
  return {
    order,
    carried: carried && { text: quantities && quantitiesText(quantities), words: carried.words },
  };
});

export const action = buyer.action(
  { params: OrderParams, form: z.object({ editCount }), roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    const { shortlistId } = await compareAgain(tx, change);
    return redirect(`/buying/shortlists/${shortlistId}`);
  },
);

export default function CompareAgain() {
  const { order, carried } = useLoaderData<typeof loader>();
  const state = useFormState();
  const open = order.state === "in_progress" && order.may.manage;
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}/check`}>Back to the check</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Order ${order.id}`}>Compare again on this order’s figures</PageTitle>
        {open ? (
          <>
            <p>
              A new shortlist is started with the same need and the same solutions, and with the quantities,
              the term and the start of this order. You compare, choose and award anew from there.
            </p>
            {carried?.text ? <p>The new need asks for {carried.text}.</p> : null}
            {carried && carried.words.length > 0 ? (
              <p>
                No need counts {listed(carried.words)}, so no other supplier can be asked for a price of it:
                the need names it in words, and an award lets an order add it only within the lot’s tolerance.
              </p>
            ) : null}
            <WarningCallout heading="This order is cancelled">
              <p>
                It stays readable under its number {order.id}. To keep it, go back and change its figures to
                what was awarded.
              </p>
            </WarningCallout>
            <Form>
              <EditCount value={order.editCount} />
              <SubmitButton>Cancel this order and compare again</SubmitButton>
            </Form>
          </>
        ) : (
          <p>Only a procurement lead can send an order back to comparison, while it is in progress.</p>
        )}
      </ReadingColumn>
    </>
  );
}
