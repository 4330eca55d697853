import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderView } from "~/domain/orders/order-views.server";
import { setItems } from "~/domain/orders/set-items.server";
import { Problem } from "~/domain/shared/problem";
import { Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { NumberField } from "~/ui/kit/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const QuantitiesForm = z.looseObject({ editCount });

const fieldName = (priceId: string, code: string) => `quantity-${priceId}-${code}`;

export const meta = () => [{ title: pageTitle("Quantities") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  return {
    order,
    items: order.items.map((item) => ({
      priceId: item.priceId,
      name: item.name,
      noun: item.price.quantityNoun,
      perPatient: item.price.unit === "patient",
      quantities: Object.fromEntries(
        item.quantities.map((one) => [one.organisationCode, one.quantity.toString()]),
      ),
    })),
  };
});

/** "9,500" as a whole number; empty is none. */
function readQuantity(text: string): bigint {
  const plain = text.trim().replaceAll(",", "");
  if (plain === "") return 0n;
  if (/^\d{1,12}$/.test(plain)) return BigInt(plain);
  throw new Problem("bad-request", "quantity-not-understood", {
    title: `Enter each quantity as a whole number, for example 9,500. ‘${text}’ is not one.`,
  });
}

export const action = buyer.action(
  { params: OrderParams, form: QuantitiesForm },
  async ({ tx, actor, params, form, now, today }) => {
    const order = await orderView(tx, { id: params.orderId, actor, on: today });
    const chosen = order.items.map((item) => ({
      itemId: item.itemId,
      priceId: item.priceId,
      agreedUnitPrices: item.agreed,
      nature: item.nature,
      quantities: Object.fromEntries(
        order.recipients.map(({ code }) => [
          code,
          readQuantity(String(form[fieldName(item.priceId, code)] ?? "")),
        ]),
      ),
    }));
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    await setItems(tx, change, chosen);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Quantities() {
  const { order, items } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => [state?.values[name] ?? []].flat()[0];
  return (
    <OrderForm
      order={order}
      title="Quantities"
      lede="How many each recipient gets. Tiered prices go by the sum."
      state={state}
    >
      {items.length === 0 ? (
        <p>
          <a href={`/buying/orders/${order.id}/items`}>Choose the items first</a>.
        </p>
      ) : null}
      {items.map((item) => (
        <Fieldset
          key={item.priceId}
          legend={item.name}
          hint={
            item.perPatient
              ? "Filled in with the registered patients of each practice; change them where needed."
              : null
          }
        >
          {order.recipients.map((one) => {
            const name = fieldName(item.priceId, one.code);
            return (
              <NumberField
                key={one.code}
                name={name}
                label={`${one.name} (${one.code})`}
                unit={item.noun}
                value={typed(name) ?? item.quantities[one.code] ?? ""}
                width={5}
              />
            );
          })}
        </Fieldset>
      ))}
    </OrderForm>
  );
}
