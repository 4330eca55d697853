import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { procurementRules } from "~/domain/frameworks/route-views.server";
import { formatPence } from "~/domain/money/format";
import { kpiRuleOn, LONGEST_KPI, LONGEST_NO_KPIS_REASON, MOST_KPIS, type Kpi } from "~/domain/orders/kpi";
import { orderView } from "~/domain/orders/order-views.server";
import { setKpis } from "~/domain/orders/draft/set-kpis.server";
import { Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams } from "~/web/orders/order-forms";

const rows = Array.from({ length: MOST_KPIS }, (_, index) => index + 1);

/** Rows without a name and a target are left out; the others must be whole. */
const KpisForm = z
  .looseObject({
    editCount,
    noKpisReason: z
      .string()
      .trim()
      .max(LONGEST_NO_KPIS_REASON, "Keep the reason to 1,000 characters")
      .optional()
      .default(""),
  })
  .transform((form, ctx) => {
    const kpis: Kpi[] = [];
    for (const row of rows) {
      const [title, target] = ["title", "target"].map((name) => String(form[`${name}-${row}`] ?? "").trim());
      if (!title && !target) continue;
      const issue = (name: string, message: string) =>
        ctx.addIssue({ code: "custom", path: [`${name}-${row}`], message });
      if (!title) issue("title", `Enter what indicator ${row} measures, for example Time to answer a call`);
      else if (title.length > LONGEST_KPI.title) issue("title", "Keep what is measured to 200 characters");
      if (!target) issue("target", `Enter the target of indicator ${row}, for example 95% within 30 seconds`);
      else if (target.length > LONGEST_KPI.target) issue("target", "Keep the target to 200 characters");
      kpis.push({ title: title!, target: target! });
    }
    return { editCount: form.editCount, kpis, noKpisReason: form.noKpisReason || null };
  });

export const meta = () => [{ title: pageTitle("Key performance indicators") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const rule = kpiRuleOn((await procurementRules(q)).rules, today);
  return { order, rule };
});

export const action = buyer.action(
  { params: OrderParams, form: KpisForm },
  async ({ tx, actor, params, form, now }) => {
    const { editCount: count, ...said } = form;
    await setKpis(tx, { actor, at: now, orderId: params.orderId, editCount: count }, said);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Kpis() {
  const { order, rule } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => [state?.values[name] ?? []].flat()[0];
  const count = Math.min(MOST_KPIS, Math.max(order.kpis.length + 1, rule?.least ?? 3));
  const law = rule
    ? ` An order above ${formatPence(rule.above, { whole: true })} including VAT needs at least ${rule.least} (${rule.reference.startsWith("s.") ? "Procurement Act 2023 " : ""}${rule.reference}); they are published with the contract, and you assess them every year.`
    : "";
  return (
    <OrderForm
      order={order}
      title="Key performance indicators"
      lede={`By what the supplier’s performance is measured.${law}`}
      state={state}
    >
      {rows.slice(0, count).map((row) => {
        const kept = order.kpis[row - 1];
        return (
          <Fieldset key={row} legend={`Indicator ${row}`} size="s">
            <TextField
              name={`title-${row}`}
              label="What is measured"
              error={state?.errors[`title-${row}`]}
              value={typed(`title-${row}`) ?? kept?.title ?? ""}
            />
            <TextField
              name={`target-${row}`}
              label="Target"
              hint={row === 1 ? "For example 99.9% of each month" : undefined}
              error={state?.errors[`target-${row}`]}
              value={typed(`target-${row}`) ?? kept?.target ?? ""}
            />
          </Fieldset>
        );
      })}
      <TextArea
        name="noKpisReason"
        label="Or why no indicator could measure this contract"
        hint="Only when you leave the indicators empty. The reason is published with the contract."
        rows={3}
        maxLength={LONGEST_NO_KPIS_REASON}
        error={state?.errors["noKpisReason"]}
        value={typed("noKpisReason") ?? order.noKpisReason ?? ""}
      />
    </OrderForm>
  );
}
