// Over 150 lines: one address, where milestones are set while the order is drafted and confirmed while it runs.
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { whyDayNotInContract, type Contract } from "~/domain/orders/contract-days";
import { orderCost } from "~/domain/orders/cost-views.server";
import {
  MOST_MILESTONES,
  parsePercent,
  planned,
  PLANS,
  plansFor,
  usualPlan,
  type Milestone,
  type Plan,
  LONGEST_MILESTONE_TITLE,
} from "~/domain/orders/milestones";
import { orderView } from "~/domain/orders/order-views.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { lastDayOf } from "~/domain/pricing/quote-by-period";
import { formatDay } from "~/domain/shared/day";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { MilestonesTable } from "~/ui/orders/order-document";
import { OrderForm } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams, readDay, requireDay } from "~/web/orders/order-forms";

const rows = Array.from({ length: MOST_MILESTONES }, (_, index) => index + 1);

/** Rows without a title and a part are left out; the others must be whole. */
const MilestonesForm = z.looseObject({ editCount }).transform((form, ctx) => {
  const milestones: Milestone[] = [];
  for (const row of rows) {
    const title = String(form[`title-${row}`] ?? "").trim();
    const percent = String(form[`percent-${row}`] ?? "").trim();
    if (!title && !percent) continue;
    const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (!title) issue(`title-${row}`, `Enter what milestone ${row} is, for example Go live`);
    else if (title.length > LONGEST_MILESTONE_TITLE)
      issue(`title-${row}`, `Keep the name of milestone ${row} to ${LONGEST_MILESTONE_TITLE} characters`);
    const dueOn = requireDay(form, `dueOn-${row}`, `the date of milestone ${row}`, ctx);
    const paymentBasisPoints = parsePercent(percent);
    if (paymentBasisPoints === null) {
      issue(`percent-${row}`, `Enter the part paid at milestone ${row}, for example 40`);
    } else if (dueOn) milestones.push({ title, dueOn, paymentBasisPoints });
  }
  return { editCount: form.editCount, milestones, typed: form as Record<string, unknown> };
});

/** By its field, each day as typed that the contract does not reach. */
function daysOutside(fields: Record<string, unknown>, contract: Contract): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const title = String(fields[`title-${row}`] ?? "").trim();
      const on = readDay(fields, `dueOn-${row}`);
      if (!title || !on) return [];
      const why = whyDayNotInContract({ name: title, on }, contract);
      return why ? [[`dueOn-${row}`, why]] : [];
    }),
  );
}

export const meta = () => [{ title: pageTitle("Milestones") }];

/** From which plan the fields begin. */
const PlanQuery = z.object({
  plan: z
    .enum(Object.keys(PLANS) as Plan[])
    .optional()
    .catch(undefined),
});

export const loader = buyer.loader({ params: OrderParams, query: PlanQuery }, async (asked) => {
  const { q, actor, params, query, today } = asked;
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const { startsOn, termMonths } = order;
  const lastDay = startsOn && termMonths ? lastDayOf(startsOn, termMonths) : null;
  const term = startsOn && termMonths ? { from: startsOn, months: termMonths } : null;
  const plans = term ? plansFor(term.months) : [];
  const stored = order.milestones.length > 0 && !query.plan ? order.milestones : null;
  const plan =
    !term || stored ? null : query.plan && plans.includes(query.plan) ? query.plan : usualPlan(term.months);
  const shown = stored ?? (term && plan ? planned(plan, term) : []);
  return {
    order,
    begun: startsOn !== null && today >= startsOn,
    cost: await orderCost(q, { orderId: order.id, on: today }),
    lastDay,
    plan,
    plans: plans.map((key) => ({ key, name: PLANS[key].name })),
    shown: shown.map(({ title, dueOn, paymentBasisPoints }) => ({
      title,
      dueOn,
      percent: String(paymentBasisPoints / 100),
    })),
  };
});

export const action = buyer.action(
  {
    params: OrderParams,
    form: MilestonesForm,
    also: async ({ q, actor, params, known, today }) => {
      const { startsOn, termMonths } = await orderView(q, { id: params.orderId, actor, on: today });
      return startsOn && termMonths ? daysOutside(known.typed ?? { ...known }, { startsOn, termMonths }) : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    await setMilestones(tx, change, form.milestones);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
  },
);

export default function Milestones() {
  const { order } = useLoaderData<typeof loader>();
  return order.state === "in_progress" && order.may.manage ? <EditMilestones /> : <RunningMilestones />;
}

function RunningMilestones() {
  const { order, cost, begun } = useLoaderData<typeof loader>();
  const open = order.milestones.filter((one) => one.confirmedAt === null);
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
      <PageTitle caption={`Order ${order.id}`}>Milestones</PageTitle>
      <MilestonesTable order={order} cost={cost} />
      {order.state === "live" && order.may.manage && open.length > 0 ? (
        <>
          <h2>Confirm a milestone</h2>
          {begun ? (
            <ul>
              {open.map((one) => (
                <li key={one.id}>
                  <a href={`/buying/orders/${order.id}/milestones/${one.id}`}>
                    Confirm {one.title}, due {formatDay(one.dueOn)}
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <p>
              You can confirm a milestone from {formatDay(order.startsOn!)}, the first day of the contract,
              when its result is there.
            </p>
          )}
        </>
      ) : null}
    </>
  );
}

function EditMilestones() {
  const { order, lastDay, shown, plan, plans } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => [state?.values[name] ?? []].flat()[0];
  const filled = rows.filter((row) => typed(`title-${row}`) || typed(`percent-${row}`)).at(-1) ?? 0;
  const count = Math.min(MOST_MILESTONES, Math.max(shown.length + 4, filled + 4));
  return (
    <OrderForm
      order={order}
      title="Milestones"
      lede={`Results that you confirm, and the part of the price that the supplier may invoice then. The parts add up to 100%.${lastDay ? ` Dates lie in the order's term, which ends on ${formatDay(lastDay)}.` : ""}`}
      state={state}
    >
      {plans.length > 0 ? (
        <p>
          Payment in arrears, filled in for you:{" "}
          {plans.map(({ key, name }, index) => (
            <span key={key}>
              {index > 0 ? ", " : ""}
              {key === plan ? (
                <strong>{name.toLowerCase()}</strong>
              ) : (
                <a href={`?plan=${key}`}>{name.toLowerCase()}</a>
              )}
            </span>
          ))}
          . Change what you need below; rows that you leave empty are left out.
        </p>
      ) : null}
      {rows.slice(0, count).map((row) => {
        const kept = shown[row - 1];
        return (
          <Fieldset key={row} legend={`Milestone ${row}${kept ? "" : " (optional)"}`} size="s">
            <TextField
              name={`title-${row}`}
              label="What is reached"
              error={state?.errors[`title-${row}`]}
              value={typed(`title-${row}`) ?? kept?.title ?? ""}
            />
            <DateField
              name={`dueOn-${row}`}
              label="By when"
              error={state?.errors[`dueOn-${row}`]}
              parts={typedDate(state, `dueOn-${row}`, kept?.dueOn)}
            />
            <TextField
              name={`percent-${row}`}
              label="Part of the price"
              suffix="%"
              inputMode="decimal"
              width={5}
              error={state?.errors[`percent-${row}`]}
              value={typed(`percent-${row}`) ?? kept?.percent ?? ""}
            />
          </Fieldset>
        );
      })}
    </OrderForm>
  );
}
