import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmMilestone } from "~/domain/ordering/confirm-milestone.server";
import { orderCost } from "~/domain/ordering/cost-views.server";
import { heldBack } from "~/domain/ordering/held-back";
import { orderView } from "~/domain/ordering/order-views.server";
import { Problem } from "~/domain/shared/problem";
import { WarningCallout } from "~/ui/callouts";
import { DayText, MomentText } from "~/ui/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { Money } from "~/ui/money";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { TextArea } from "~/ui/text-fields";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/order-forms";

const Params = OrderParams.extend({ milestoneId: z.uuid() });
const ConfirmForm = z.object({
  note: z.string().trim().max(1_000, "Keep the note to 1,000 characters").optional(),
});

export const meta = () => [{ title: pageTitle("Confirm a milestone") }];

export const loader = buyer.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const milestone = order.milestones.find((one) => one.id === params.milestoneId);
  if (!milestone)
    throw new Problem("not-found", "no-such-milestone", "There is no such milestone in this order.");
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const held = heldBack(cost.shares, order.milestones);
  return { order, milestone, released: held.filter((one) => one.milestone === milestone.title) };
});

export const action = buyer.action(
  { params: Params, form: ConfirmForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    const { orderId, milestoneId } = params;
    await confirmMilestone(tx, { actor, at: now, orderId, milestoneId, note: form.note });
    return redirect(`/buying/orders/${orderId}?done=confirmed`);
  },
);

export default function ConfirmMilestone() {
  const { order, milestone, released } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}/milestones`}>Milestones</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Order ${order.id}`}>{milestone.title}</PageTitle>
        <p>
          Due <DayText day={milestone.dueOn} />. {milestone.paymentBasisPoints / 100}% of the price hangs on
          it.
        </p>
        {milestone.confirmedAt ? (
          <p>
            Confirmed <MomentText at={milestone.confirmedAt} /> by {milestone.confirmedByName}.
          </p>
        ) : null}
        {!milestone.confirmedAt && order.state === "live" && order.may.manage ? (
          <>
            <WarningCallout heading="This cannot be undone">
              <p>
                When you confirm, {order.supplier.name} may invoice {milestone.paymentBasisPoints / 100}% of
                every payer’s share of the financial years that have begun, and of later ones from their 1
                April.
              </p>
              {released.map((one) => (
                <p key={one.payerCode}>
                  It also releases <Money amount={one.net} /> that {one.payerName} holds back.
                </p>
              ))}
            </WarningCallout>
            <Form>
              <TextArea
                {...fields(state)("note")}
                label="Note (optional)"
                hint="What was delivered, for example the test report’s number"
                rows={3}
                maxLength={1000}
              />
              <SubmitButton>Confirm the milestone</SubmitButton>
            </Form>
          </>
        ) : null}
        {!milestone.confirmedAt && order.state !== "live" ? (
          <p>A milestone can be confirmed while the order is live.</p>
        ) : null}
      </ReadingColumn>
    </>
  );
}
