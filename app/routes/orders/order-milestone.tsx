import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { milestoneInvoices } from "~/domain/invoices/milestone-views.server";
import { sum, type Pence } from "~/domain/money/money";
import { orderCost } from "~/domain/orders/cost-views.server";
import { heldBack } from "~/domain/who-pays/held-back";
import { orderView } from "~/domain/orders/order-views.server";
import { Problem } from "~/domain/shared/problem";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DayText, MomentText } from "~/ui/kit/day";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

const Params = OrderParams.extend({ milestoneId: z.uuid() });
const note = z.string().trim().max(1_000, "Keep the note to 1,000 characters").optional();
const ConfirmForm = z.object({ note });
/** The check is a page of its own address, so that Back leads through it and never to the answer of a form. */
const CheckQuery = z.object({ step: z.literal("check").optional().catch(undefined), note: note.catch("") });

export const meta = () => [{ title: pageTitle("Confirm a milestone") }];

export const loader = buyer.loader({ params: Params, query: CheckQuery }, async (asked) => {
  const { q, actor, params, query, now, today } = asked;
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const milestone = order.milestones.find((one) => one.id === params.milestoneId);
  if (!milestone)
    throw new Problem("not-found", "no-such-milestone", "There is no such milestone in this order.");
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const held = heldBack(cost.shares, order.milestones);
  const checking = query.step === "check";
  return {
    order,
    milestone,
    checking,
    due: checking && order.state === "live" ? await dueNow(q, order, milestone.id, now) : null,
    note: query.note ?? "",
    begun: order.startsOn !== null && today >= order.startsOn,
    released: held.filter((one) => one.milestone === milestone.title),
  };
});

/** What the supplier could invoice today if the milestone were confirmed, over all payers; pence. */
async function dueNow(
  q: Queryable,
  order: { id: string; lotId: string },
  milestoneId: string,
  at: Date,
): Promise<{ net: Pence; gross: Pence }> {
  const { invoices } = await milestoneInvoices(q, { orderId: order.id, lotId: order.lotId, milestoneId, at });
  return { net: sum(invoices.map((one) => one.net)), gross: sum(invoices.map((one) => one.gross)) };
}

export const action = buyer.action(
  { params: Params, form: ConfirmForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    const { orderId, milestoneId } = params;
    await confirmMilestone(tx, { actor, at: now, orderId, milestoneId, note: form.note });
    return redirect(`/buying/orders/${orderId}?done=confirmed`);
  },
);

export default function ConfirmMilestone() {
  const { order, milestone, checking, begun } = useLoaderData<typeof loader>();
  const state = useFormState();
  const own = `/buying/orders/${order.id}/milestones/${milestone.id}`;
  const open = !milestone.confirmedAt && order.state === "live" && order.may.manage;
  return (
    <>
      <BackLink href={checking && open ? own : `/buying/orders/${order.id}/milestones`}>
        {checking && open ? "Change the note" : "Milestones"}
      </BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Order ${order.id}`}>
          {checking && open && begun ? `Check before you confirm: ${milestone.title}` : milestone.title}
        </PageTitle>
        <p>
          Due <DayText day={milestone.dueOn} />. {milestone.paymentBasisPoints / 100}% of the price depends on
          it.
        </p>
        {milestone.confirmedAt ? (
          <p>
            Confirmed <MomentText at={milestone.confirmedAt} /> by {milestone.confirmedByName}.
            {milestone.confirmationNote ? ` Note: ${milestone.confirmationNote}` : ""}
          </p>
        ) : null}
        {open && !begun ? (
          <Inset>
            <p>
              The contract begins on {order.startsOn ? <DayText day={order.startsOn} /> : "its first day"}. A
              milestone can be confirmed from that day on, when its result is there.
            </p>
          </Inset>
        ) : null}
        {open && begun ? checking ? <Check /> : <Ask /> : null}
        {!milestone.confirmedAt && order.state !== "live" ? (
          <p>A milestone can be confirmed while the order is live.</p>
        ) : null}
      </ReadingColumn>
    </>
  );
}

function Ask() {
  const { note } = useLoaderData<typeof loader>();
  return (
    <form method="get">
      <input type="hidden" name="step" value="check" />
      <TextArea
        name="note"
        label="What was delivered"
        hint="Optional, for example the number of the test report. It stands with the order."
        rows={3}
        maxLength={1000}
        value={note}
      />
      <SubmitButton>Continue</SubmitButton>
    </form>
  );
}

function Check() {
  const { order, milestone, released, due, note } = useLoaderData<typeof loader>();
  return (
    <>
      <SummaryList
        rows={[
          { key: "supplier", label: "Supplier", value: order.supplier.name },
          { key: "milestone", label: "Milestone", value: milestone.title },
          { key: "due", label: "Due", value: <DayText day={milestone.dueOn} /> },
          { key: "part", label: "Part of the price", value: `${milestone.paymentBasisPoints / 100}%` },
          { key: "note", label: "What was delivered", value: note || "No note" },
        ]}
      />
      <WarningCallout heading="This cannot be undone">
        {due ? (
          <p>
            When you confirm, {order.supplier.name} may invoice <Money amount={due.net} /> excluding VAT,{" "}
            <Money amount={due.gross} /> including VAT, today.
          </p>
        ) : null}
        <p>
          It may invoice {milestone.paymentBasisPoints / 100}% of every payer’s share of the financial years
          that have begun, and of later ones from their 1 April.
        </p>
        {released.map((one) => (
          <p key={one.payerCode}>
            It releases <Money amount={one.net} /> that {one.payerName} holds back.
          </p>
        ))}
      </WarningCallout>
      <Form>
        <input type="hidden" name="note" value={note} />
        <SubmitButton>Confirm the milestone</SubmitButton>
      </Form>
    </>
  );
}
