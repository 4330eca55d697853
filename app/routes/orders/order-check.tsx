import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { awardedAndOrdered } from "~/domain/orders/draft/awarded-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { missingParts } from "~/domain/orders/order";
import { orderView } from "~/domain/orders/order-views.server";
import { progressOf } from "~/domain/orders/progress-views.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { signingLimit } from "~/domain/people/signing-views.server";
import { AwardedBesideOrdered } from "~/ui/orders/awarded-and-ordered";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderDocument } from "~/ui/orders/order-document";
import { EditCount } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { SignatureField } from "~/ui/kit/fields/signature";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const SendForm = z.object({
  editCount,
  signatoryName: z
    .string("Enter your full name to sign")
    .trim()
    .min(2, "Enter your full name to sign")
    .max(200, "Enter a name of at most 200 characters"),
});

export const meta = () => [{ title: pageTitle("Check and send the order") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const missing = missingParts(await progressOf(q, order, { sharesReason: cost.reason, on: today }));
  const ordered = { ...cost.totals, items: order.items, on: today };
  const compared = open(order) && !cost.reason ? await awardedAndOrdered(q, order, ordered) : order.compared;
  const limit = order.may.manage ? await signingLimit(q, { actor, role: "procurement_lead" }) : null;
  return { order, cost, missing, compared, signatory: { name: actor.name, limit } };
});

export const action = buyer.action(
  { params: OrderParams, form: SendForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    await submitOrder(tx, { actor, at: now, today, orderId: params.orderId, ...form });
    return redirect(`/buying/orders/${params.orderId}/sent`);
  },
);

const open = (order: { state: string }) => order.state === "in_progress";

const PARTS = [
  "contacts",
  "recipients",
  "dates",
  "items",
  "who-pays",
  "milestones",
  "kpis",
  "data-processing",
];

export default function Check() {
  const { order, cost, missing, compared, signatory } = useLoaderData<typeof loader>();
  const state = useFormState();
  const base = `/buying/orders/${order.id}`;
  const mayChange = open(order) && order.may.manage;
  const named = (compared?.stillNamed ?? true) && !compared?.tooMuch;
  return (
    <>
      <BackLink href={base}>Back to the order</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`Order ${order.id}`}>Check the order before you send it</PageTitle>
      {mayChange ? (
        <p>
          Change:{" "}
          {PARTS.map((part, index) => (
            <span key={part}>
              {index > 0 ? ", " : ""}
              <a href={`${base}/${part}`}>
                {part === "kpis" ? "key performance indicators" : part.replace("-", " ")}
              </a>
            </span>
          ))}
        </p>
      ) : null}
      {cost.warnings.map((warning) => (
        <Inset key={warning}>
          <p>{warning}</p>
        </Inset>
      ))}
      <AwardedBesideOrdered compared={compared} againHref={mayChange ? `${base}/compare-again` : null} />
      <OrderDocument order={order} cost={cost} shareHref={(payer) => `${base}/shares/${payer}`} />
      {mayChange && missing.length > 0 ? (
        <Inset>
          <p>The order cannot be sent yet:</p>
          <ul>
            {missing.map((one) => (
              <li key={one.text}>
                <a href={`${base}/${one.part}`}>{one.text}</a>
              </li>
            ))}
          </ul>
        </Inset>
      ) : null}
      {mayChange && missing.length === 0 && named ? (
        <Form>
          <EditCount value={order.editCount} />
          <WarningCallout heading="You sign for your organisation">
            <p>
              Sending the order asks every payer to approve its share. When all have, {order.supplier.name} is
              asked to sign. The order binds both sides once it has.
            </p>
          </WarningCallout>
          <SignatureField state={state} signatory={signatory} />
          <SubmitButton>Sign and send for approval</SubmitButton>
        </Form>
      ) : null}
      {mayChange ? null : (
        <p>This order has been sent. It can be changed when a payer or the supplier declines it.</p>
      )}
    </>
  );
}
