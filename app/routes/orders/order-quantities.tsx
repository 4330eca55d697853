import { withCode } from "~/domain/shared/organisation-words";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderHistory, orderView } from "~/domain/orders/order-views.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { NumberField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { quantityField, readQuantities } from "~/web/orders/item-fields";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const QuantitiesForm = z.looseObject({ editCount });

export const meta = () => [{ title: pageTitle("Quantities") }];

export const loader = buyer.loader({ params: OrderParams }, async (asked) => {
  const { q, actor, params, query, today } = asked;
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  // What the last change of the recipients did, as the history of the order says it.
  const last = query.changed === "recipients" ? (await orderHistory(q, order.id))[0] : undefined;
  return {
    order,
    changed: last?.action === "order.recipients-set" ? last.summary : null,
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

/** What was typed for each item, as numbers, and the boxes that are wrong. */
function readItems(
  form: Record<string, unknown>,
  { items, recipients }: Awaited<ReturnType<typeof orderView>>,
) {
  return items.map((item) => {
    const { priceId, name, price } = item;
    const asked = { priceId, name, unit: price.unit, noun: price.quantityNoun };
    return { item, ...readQuantities(form, asked, recipients) };
  });
}

export const action = buyer.action(
  {
    params: OrderParams,
    form: QuantitiesForm,
    also: async ({ q, params, actor, known, today }) => {
      const order = await orderView(q, { id: params.orderId, actor, on: today });
      const errors = readItems(known, order).map((read) => read.errors);
      return Object.assign({}, ...errors) as Record<string, string>;
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const order = await orderView(tx, { id: params.orderId, actor, on: today });
    const chosen = readItems(form, order).map(({ item, value }) => ({
      itemId: item.itemId,
      priceId: item.priceId,
      agreedUnitPrices: item.agreed,
      nature: item.nature,
      quantities: value,
    }));
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    await setItems(tx, change, chosen);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Quantities() {
  const { order, items, changed } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => [state?.values[name] ?? []].flat()[0];
  const first = order.recipients.length === 0 ? "recipients" : items.length === 0 ? "items" : null;
  const lede = "How many each recipient gets. Tiered prices go by the sum.";
  if (first)
    return (
      <OrderForm order={order} title="Quantities" lede={lede} state={state} button={null}>
        <p>
          <a href={`/buying/orders/${order.id}/${first}`}>Choose the {first} first</a>.
        </p>
      </OrderForm>
    );
  return (
    <OrderForm order={order} title="Quantities" lede={lede} state={state}>
      {changed ? <RecipientsChanged changed={changed} items={items} recipients={order.recipients} /> : null}
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
            const name = quantityField(item.priceId, one.code);
            return (
              <NumberField
                key={one.code}
                name={name}
                label={withCode(one.name, one.code)}
                unit={item.noun}
                error={state?.errors[name]}
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

/** What a change of the recipients did to the quantities, and whose are still to be entered. */
function RecipientsChanged({
  changed,
  items,
  recipients,
}: {
  changed: string;
  items: ReturnType<typeof useLoaderData<typeof loader>>["items"];
  recipients: readonly { code: string }[];
}) {
  const open = items.flatMap((item) => {
    const without = recipients.filter(({ code }) => !item.quantities[code]).length;
    if (without === 0) return [];
    return [`${item.name}: ${without} ${without === 1 ? "recipient has" : "recipients have"} no quantity`];
  });
  return (
    <WarningCallout heading="The recipients changed: check the quantities">
      <p>{changed}.</p>
      {open.length > 0 ? (
        <>
          <p>Enter how many these get, or leave empty who gets none:</p>
          <ul>
            {open.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
    </WarningCallout>
  );
}
