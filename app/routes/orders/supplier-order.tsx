import { withCode } from "~/domain/shared/organisation-words";
import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { declineOrder } from "~/domain/orders/decline-order.server";
import { orderHistory, orderView, type OrderView } from "~/domain/orders/order-views.server";
import { signingLimit } from "~/domain/people/signing-views.server";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { Downloads } from "~/ui/kit/lists/downloads";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderDocument, OrderStateTag } from "~/ui/orders/order-document";
import { EditCount } from "~/ui/orders/order-form";
import { OrderHistory } from "~/ui/orders/order-history";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { SignatureField } from "~/ui/kit/fields/signature";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { supplier } from "~/web/audience.server";
import { optionalReason } from "~/web/forms/reason-form";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const SignForm = z
  .object({
    editCount,
    decision: z.enum(["accept", "decline"], "Choose to accept or to decline"),
    signatoryName: z
      .string()
      .trim()
      .max(200, "Enter a name of at most 200 characters")
      .optional()
      .default(""),
    reason: optionalReason,
  })
  .refine((form) => form.decision === "decline" || form.signatoryName.length > 1, {
    path: ["signatoryName"],
    message: "Enter your full name to sign",
  })
  .refine((form) => form.decision === "accept" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why you decline the order",
  });

export const meta = () => [{ title: pageTitle("Order") }];

export const loader = supplier.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const limit = order.may.sign ? await signingLimit(q, { actor, role: "supplier_signatory" }) : null;
  const history = await orderHistory(q, order.id, { forSupplier: true });
  return { order, cost, history, signatory: { name: actor.name, limit } };
});

export const action = supplier.action(
  { params: OrderParams, form: SignForm, roles: ["supplier_signatory"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { orderId } = params;
    const command = { actor, at: now, today, orderId, editCount: form.editCount };
    if (form.decision === "decline") {
      await declineOrder(tx, { ...command, reason: form.reason });
      return redirect("/supplying/orders?done=declined");
    }
    await acceptOrder(tx, { ...command, signatoryName: form.signatoryName });
    return redirect(`/supplying/orders/${orderId}?done=accepted`);
  },
);

export default function Order() {
  const { order, cost, history, signatory } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const state = useFormState();
  const accepted = search.get("done") === "accepted" && order.state !== "awaiting_signature";
  return (
    <>
      <BackLink href="/supplying/orders">Orders</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {accepted ? (
        <Accepted order={order} />
      ) : (
        <PageTitle caption={`Order ${order.id}`}>{order.title}</PageTitle>
      )}
      <p>
        <OrderStateTag state={order.state} /> For {withCode(order.buyer.name, order.buyer.code)}.
      </p>
      {order.state === "live" ? (
        <Inset>
          <p>When the buyer confirms a milestone you can invoice its part, one invoice for each payer.</p>
          <p>
            <a href="/supplying/invoices">Go to invoices</a>
          </p>
        </Inset>
      ) : null}
      <OrderDocument order={order} cost={cost} showCost={false} />
      <Downloads
        count={1}
        noun={["order", "orders"]}
        files={[{ label: "PDF", href: `/supplying/orders/${order.id}/order.pdf` }]}
      />
      {order.state === "awaiting_signature" ? <Decision order={order} signatory={signatory} /> : null}
      <OrderHistory events={history} />
    </>
  );
}

function Accepted({ order }: { order: OrderView }) {
  return (
    <>
      <ConfirmationPanel title="Order accepted" reference={order.id} referenceLabel="Call-off" />
      <h2>What happens next</h2>
      <ol>
        <li>The order is live and every payer’s money is committed to it.</li>
        <li>It is published as open data within a minute.</li>
        <li>When {order.buyer.name} confirms a milestone, you get an email and can invoice each payer.</li>
      </ol>
    </>
  );
}

function Decision({
  order,
  signatory,
}: {
  order: OrderView;
  signatory: Parameters<typeof SignatureField>[0]["signatory"];
}) {
  const state = useFormState();
  const field = fields(state);
  if (!order.may.sign) {
    return (
      <Inset>
        <p>Only a signatory can accept or decline this order. Ask a colleague with that role.</p>
      </Inset>
    );
  }
  return (
    <>
      <h2>Accept or decline</h2>
      <Form>
        <EditCount value={order.editCount} />
        <WarningCallout heading="Your signature binds your company">
          <p>
            By signing you agree to supply what is set out above at these prices and dates, under{" "}
            {order.frameworkName}.
          </p>
        </WarningCallout>
        <SignatureField state={state} signatory={signatory} />
        <SubmitButton name="decision" value="accept">
          Sign and accept the order
        </SubmitButton>
      </Form>
      <Form>
        <EditCount value={order.editCount} />
        <TextArea
          {...field("reason")}
          label="Or decline: why?"
          hint="The buyer reads this, and can change the order and send it again."
          rows={3}
          maxLength={1000}
        />
        <SubmitButton name="decision" value="decline" variant="secondary">
          Decline the order
        </SubmitButton>
      </Form>
    </>
  );
}
