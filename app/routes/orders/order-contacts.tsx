import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderView } from "~/domain/orders/order-views.server";
import { setContacts } from "~/domain/orders/draft/set-contacts.server";
import { fields, Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const name = (whose: string) => {
  const words = `Enter the name of ${whose} contact`;
  return z.string(words).trim().min(1, words).max(200, "Enter a name of at most 200 characters");
};
const email = (whose: string) => {
  const words = `Enter the email address of ${whose} contact`;
  return z.string(words).trim().pipe(z.email(words));
};
const phone = z.string().trim().max(40, "Enter a telephone number of at most 40 characters").optional();

const ContactsForm = z.object({
  editCount,
  buyerName: name("your"),
  buyerEmail: email("your"),
  buyerPhone: phone,
  supplierName: name("the supplier’s"),
  supplierEmail: email("the supplier’s"),
  supplierPhone: phone,
  purchaseOrderNumber: z
    .string()
    .trim()
    .max(60, "Enter a purchase order number of at most 60 characters")
    .optional(),
});

export const meta = () => [{ title: pageTitle("Contacts") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => ({
  order: await orderView(q, { id: params.orderId, actor, on: today }),
}));

export const action = buyer.action(
  { params: OrderParams, form: ContactsForm },
  async ({ tx, actor, params, form, now }) => {
    await setContacts(
      tx,
      { actor, at: now, orderId: params.orderId, editCount: form.editCount },
      {
        buyer: { name: form.buyerName, email: form.buyerEmail, phone: form.buyerPhone },
        supplier: { name: form.supplierName, email: form.supplierEmail, phone: form.supplierPhone },
        purchaseOrderNumber: form.purchaseOrderNumber,
      },
    );
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Contacts() {
  const { order } = useLoaderData<typeof loader>();
  const state = useFormState();
  const of = (side: string) => order.contacts.find((one) => one.side === side);
  const field = fields(state, {
    buyerName: of("buyer")?.name,
    buyerEmail: of("buyer")?.email,
    buyerPhone: of("buyer")?.phone ?? undefined,
    supplierName: of("supplier")?.name,
    supplierEmail: of("supplier")?.email,
    supplierPhone: of("supplier")?.phone ?? undefined,
    purchaseOrderNumber: order.purchaseOrderNumber ?? undefined,
  });
  return (
    <OrderForm order={order} title="Contacts" lede="Whom each side asks about this order." state={state}>
      <Fieldset legend={`At ${order.buyer.name}`}>
        <TextField {...field("buyerName")} label="Name" autoComplete="name" />
        <TextField {...field("buyerEmail")} label="Email address" type="email" autoComplete="email" />
        <TextField {...field("buyerPhone")} label="Telephone number (optional)" type="tel" width={20} />
      </Fieldset>
      <Fieldset legend={`At ${order.supplier.name}`}>
        <TextField {...field("supplierName")} label="Name" />
        <TextField {...field("supplierEmail")} label="Email address" type="email" />
        <TextField {...field("supplierPhone")} label="Telephone number (optional)" type="tel" width={20} />
      </Fieldset>
      <TextField
        {...field("purchaseOrderNumber")}
        label="Your purchase order number (optional)"
        hint="It stands on every invoice, so that your accounts department can match it."
        width={20}
      />
    </OrderForm>
  );
}
