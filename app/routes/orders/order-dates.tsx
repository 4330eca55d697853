import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { termWords } from "~/domain/frameworks/term";
import { whyDayNotInContract } from "~/domain/orders/contract-days";
import { orderView } from "~/domain/orders/order-views.server";
import { startLimits } from "~/domain/orders/draft/dates";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { LONGEST_TERM_MONTHS } from "~/domain/pricing/quantity";
import { formatDay } from "~/domain/shared/day";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { NumberField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams, readDay, requireDay } from "~/web/orders/order-forms";

const TERM = `Enter the term in whole months, from 1 to ${LONGEST_TERM_MONTHS}, for example 24`;

const DatesForm = z
  .looseObject({
    editCount,
    termMonths: z.coerce.number(TERM).int(TERM).min(1, TERM).max(LONGEST_TERM_MONTHS, TERM),
  })
  .transform((form, ctx) => {
    const startsOn = requireDay(form, "startsOn", "the date on which the order starts", ctx);
    const delivery = readDay(form, "deliveryOn");
    if (delivery === null) {
      ctx.addIssue({
        code: "custom",
        path: ["deliveryOn"],
        message: "The delivery date must be a real date",
      });
    }
    if (!startsOn || delivery === null) return z.NEVER;
    const outside =
      delivery && whyDayNotInContract({ name: "The delivery", on: delivery }, { ...form, startsOn });
    if (outside) ctx.addIssue({ code: "custom", path: ["deliveryOn"], message: outside });
    return { editCount: form.editCount, termMonths: form.termMonths, startsOn, deliveryOn: delivery || null };
  });

export const meta = () => [{ title: pageTitle("Dates") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  return { order, limits: startLimits(order.frameworkEndsOn, today) };
});

export const action = buyer.action(
  { params: OrderParams, form: DatesForm },
  async ({ tx, actor, params, form, now, today }) => {
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    await setDates(tx, change, form);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Dates() {
  const { order, limits } = useLoaderData<typeof loader>();
  const [nearer, other] = limits.map(({ on, because }) => `${formatDay(on)}, ${because}`);
  const state = useFormState();
  const field = fields(state, { termMonths: order.termMonths ? String(order.termMonths) : undefined });
  return (
    <OrderForm
      order={order}
      title="Dates"
      lede={`Lot ${order.lotNumber} allows ${termWords(order)}. An order must start by ${nearer}, and by ${other}.`}
      state={state}
    >
      <DateField
        name="startsOn"
        label="When does the order start?"
        hint="For example, 1 4 2027"
        error={state?.errors["startsOn"]}
        parts={typedDate(state, "startsOn", order.startsOn)}
      />
      <NumberField {...field("termMonths")} label="For how long?" unit="months" width={3} />
      <DateField
        name="deliveryOn"
        label="When must it be delivered? (optional)"
        hint="Leave empty for the start of the order"
        error={state?.errors["deliveryOn"]}
        parts={typedDate(state, "deliveryOn", order.items[0]?.deliveryOn)}
      />
    </OrderForm>
  );
}
