import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderView } from "~/domain/orders/order-views.server";
import { setDataProcessing } from "~/domain/orders/draft/set-data-processing.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const NONE = "No personal data is processed under this order.";

const ProcessingForm = z
  .object({
    editCount,
    processes: z.enum(["yes", "no"], "Say whether the supplier processes personal data"),
    details: z.string().trim().max(4_000, "Keep the details to 4,000 characters").optional(),
  })
  .refine((form) => form.processes === "no" || form.details, {
    path: ["details"],
    message: "Describe what personal data is processed",
  });

export const meta = () => [{ title: pageTitle("Data processing") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => ({
  order: await orderView(q, { id: params.orderId, actor, on: today }),
}));

export const action = buyer.action(
  { params: OrderParams, form: ProcessingForm },
  async ({ tx, actor, params, form, now }) => {
    const change = { actor, at: now, orderId: params.orderId, editCount: form.editCount };
    await setDataProcessing(tx, change, form.processes === "no" ? NONE : form.details!);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function DataProcessing() {
  const { order } = useLoaderData<typeof loader>();
  const state = useFormState();
  const stored = order.dataProcessing;
  const field = fields(state, {
    processes: stored === null ? undefined : stored === NONE ? "no" : "yes",
    details: stored && stored !== NONE ? stored : undefined,
  });
  return (
    <OrderForm
      order={order}
      title="Data processing"
      lede="UK GDPR article 28 asks for this in writing before a supplier processes personal data for you."
      state={state}
    >
      <Radios
        {...field("processes")}
        label={`Does ${order.supplier.name} process personal data for you?`}
        choices={[
          {
            value: "yes",
            label: "Yes",
            conditional: (
              <TextArea
                {...field("details")}
                label="What is processed, about whom, why and for how long"
                hint="For example: names, NHS numbers and medication of registered patients, to give direct care, until the order ends; then returned and deleted."
                rows={8}
                maxLength={4000}
              />
            ),
          },
          { value: "no", label: "No" },
        ]}
      />
    </OrderForm>
  );
}
