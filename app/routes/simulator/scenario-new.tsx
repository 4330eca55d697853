import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ORDER_STATES, type OrderState } from "~/domain/orders/order";
import { ordersForBuyer, ordersForCentre } from "~/domain/orders/order-list-views.server";
import { audienceOf } from "~/domain/people/role";
import { requireSimulator } from "~/domain/simulator/access";
import { shortlistedSolutions, type Base } from "~/domain/simulator/base-views.server";
import { LONGEST_TITLE } from "~/domain/simulator/scenario";
import { startScenario } from "~/domain/simulator/start-scenario.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { ORDER_ID } from "~/web/orders/order-forms";

const Start = z
  .object({
    base: z.enum(["order", "shortlist", "invented"], "Choose what to start from"),
    orderId: z.string().max(20).optional().default(""),
    listed: z.string().max(80).optional().default(""),
    title: z.string().trim().max(LONGEST_TITLE, `Keep the title to ${LONGEST_TITLE} characters`).optional(),
  })
  .transform((form, ctx): { title: string | undefined; base: Base } => {
    const { base, orderId, listed, title } = form;
    if (base === "invented") return { title, base: { kind: "invented" } };
    if (base === "order") {
      if (ORDER_ID.test(orderId)) return { title, base: { kind: "order", orderId } };
      ctx.addIssue({
        code: "custom",
        path: ["orderId"],
        message: "Choose an order, or enter its number, for example C010001-01",
      });
      return z.NEVER;
    }
    const [shortlistId, solutionId] = listed.split(":");
    if (shortlistId && solutionId) return { title, base: { kind: "shortlist", shortlistId, solutionId } };
    ctx.addIssue({
      code: "custom",
      path: ["listed"],
      message: "Choose a solution on one of your shortlists",
    });
    return z.NEVER;
  });

/** Drafts without dates or items cannot be worked out; cancelled ones concern nobody. */
const WORTH = {
  states: (Object.keys(ORDER_STATES) as OrderState[]).filter((state) => state !== "cancelled"),
  priced: true,
};
/** A choice of more is no choice: the others are started from their own page. */
const MOST_OFFERED = 100;
/** A shortlist and a solution on it, as the comparison links here. */
const ON_SHORTLIST = /^[\w-]+:[\w-]+$/;

export const meta = () => [{ title: pageTitle("Start a scenario") }];

export const loader = buyerOrCentre.loader({}, async ({ q, actor, query }) => {
  requireSimulator(actor);
  const isCentre = audienceOf(actor.organisation.kind) === "centre";
  const orders = isCentre ? ordersForCentre(q, WORTH) : ordersForBuyer(q, actor.organisationCode, WORTH);
  const offered = await orders.page(null, MOST_OFFERED);
  const solutions = await shortlistedSolutions(q, actor.organisationCode).page(null, MOST_OFFERED);
  const asked = (name: string) => [query[name] ?? ""].flat()[0]!;
  const solution = asked("solution");
  const listed = offered.rows.map((row) => ({ value: row.id, label: `${row.id}: ${row.title}` }));
  const order = asked("order");
  // An order of another buyer to which one's own organisation contributes; whether it may be seen is asked at the start.
  const isForeign = ORDER_ID.test(order) && !listed.some((row) => row.value === order);
  const offers = solutions.rows.map((row) => ({
    value: `${row.shortlistId}:${row.solutionId}`,
    label: `${row.solutionName}, on ${row.shortlistName} (${row.shortlistId})`,
  }));
  const isBehind = ON_SHORTLIST.test(solution) && !offers.some((row) => row.value === solution);
  return {
    orders: isForeign ? [{ value: order, label: order }, ...listed] : listed,
    unlisted: offered.total - offered.rows.length,
    unlistedSolutions: solutions.total - solutions.rows.length,
    listed: isBehind ? [{ value: solution, label: solution.replace(":", ", ") }, ...offers] : offers,
    chosen: {
      base: order ? "order" : solution ? "shortlist" : "",
      orderId: order,
      listed: solution,
    },
  };
});

export const action = buyerOrCentre.action({ form: Start }, async ({ tx, actor, form, now, today }) => {
  const { scenarioId } = await startScenario(tx, { actor, at: now, today, ...form });
  return redirect(
    form.base.kind === "invented"
      ? `/simulator/${scenarioId}/basket`
      : `/simulator/${scenarioId}?done=started`,
  );
});

export default function NewScenario() {
  const { orders, unlisted, listed, unlistedSolutions, chosen } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, chosen);
  const choices = [
    ...(orders.length > 0
      ? [
          {
            value: "order",
            label: "An order",
            hint: "Its items at the prices kept with it, its dates and its agreement.",
            conditional: <OrderChoice orders={orders} unlisted={unlisted} field={field("orderId")} />,
          },
        ]
      : []),
    ...(listed.length > 0
      ? [
          {
            value: "shortlist",
            label: "A solution on a shortlist",
            hint: "At the price on which it is compared.",
            conditional: (
              <Select
                {...field("listed")}
                label="Which solution?"
                hint={unlistedHint(unlistedSolutions)}
                options={listed}
                emptyLabel="Choose a solution"
              />
            ),
          },
        ]
      : []),
    {
      value: "invented",
      label: "An invented basket",
      hint: "Costs of your own, and anything of the catalogue at its list price.",
    },
  ];
  return (
    <>
      <BackLink href="/simulator">Simulator</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle lede="What it starts from stays as it is. You change the scenario, and see what would follow.">
          Start a scenario
        </PageTitle>
        <Form>
          <Radios {...field("base")} label="What does it start from?" choices={choices} />
          <TextField
            {...field("title")}
            label="Title (optional)"
            hint="For example, Half from the board for two years"
          />
          <SubmitButton>Start</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}

/** Where the choice ends before the solutions do: which are offered, and where to start from another. */
function unlistedHint(unlisted: number): string | undefined {
  if (unlisted === 0) return undefined;
  return `The latest ${MOST_OFFERED} are offered, and ${unlisted.toLocaleString("en-GB")} more stand on your shortlists. To start from one of those, open its comparison and follow “Simulate a change”.`;
}

/** A choice among the orders; of more than one can look through, the number. */
function OrderChoice({
  orders,
  unlisted,
  field,
}: {
  orders: { value: string; label: string }[];
  unlisted: number;
  field: ReturnType<ReturnType<typeof fields>>;
}) {
  if (unlisted === 0)
    return <Select {...field} label="Which order?" options={orders} emptyLabel="Choose an order" />;
  const count = (orders.length + unlisted).toLocaleString("en-GB");
  return (
    <TextField
      {...field}
      label="Which order?"
      hint={`Enter its number, for example ${orders[0]!.value}. It stands in your list of orders, under the title; there are ${count} to start from.`}
      width={10}
    />
  );
}
