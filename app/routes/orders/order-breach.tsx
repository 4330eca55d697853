import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { BREACH_DECISION_NAMES, BREACH_DECISIONS } from "~/domain/orders/breach";
import { breachesOfOrder } from "~/domain/orders/breach-views.server";
import { decideBreach } from "~/domain/orders/decide-breach.server";
import { orderView } from "~/domain/orders/order-views.server";
import { formatDay } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { BreachFacts } from "~/ui/orders/breach";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { OrderParams, readDay } from "~/web/orders/order-forms";

const Params = OrderParams.extend({ number: z.string().max(100) });
const BreachForm = z.looseObject({
  step: z.string().optional(),
  decision: z.enum(BREACH_DECISION_NAMES, { message: "Choose what you decide" }),
  note: z
    .string("Enter what was agreed")
    .trim()
    .min(1, "Enter what was agreed")
    .max(1_000, "Keep what was agreed to 1,000 characters"),
});

export const meta = () => [{ title: pageTitle("A certificate that your order rests on") }];

export const loader = buyer.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const breaches = await breachesOfOrder(q, { orderId: order.id, on: today });
  const breach = breaches.find((one) => one.certificateNumber === params.number);
  if (!breach) {
    throw new Problem("not-found", "no-such-breach", {
      title: `Nothing is wrong with certificate ${params.number} on this order.`,
      detail: "It counts again, or the order does not rest on it.",
      next: { label: "See the order", href: `/buying/orders/${order.id}` },
    });
  }
  return { order, breach };
});

export const action = buyer.action(
  {
    params: Params,
    form: BreachForm,
    roles: ["procurement_lead"],
    also: ({ known, today }) => {
      if (known.decision !== "put_right") return {};
      const dueOn = readDay(known, "dueOn");
      if (!dueOn) return { dueOn: "Enter the agreed day, for example 31 3 2027" };
      return dueOn < today ? { dueOn: "The agreed day must be today or later" } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const { orderId, number: certificateNumber } = params;
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, "change");
    const dueOn = form.decision === "put_right" ? readDay(form, "dueOn") : "";
    const decided = {
      actor,
      at: now,
      today,
      orderId,
      certificateNumber,
      decision: form.decision,
      note: form.note,
      dueOn: dueOn || null,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => decideBreach(trial, decided));
      return shownAgain(form, "check");
    }
    await decideBreach(tx, decided);
    return redirect(`/buying/orders/${orderId}?done=decided`);
  },
);

export default function OrderBreach() {
  const { order, breach } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const text = (name: string) => String([state?.values[name] ?? ""].flat()[0]);
  const decision = text("decision") as keyof typeof BREACH_DECISIONS;
  const dueOn = typedDate(state, "dueOn");
  const agreedDay =
    decision === "put_right"
      ? formatDay(
          `${dueOn.year}-${dueOn.month.padStart(2, "0")}-${dueOn.day.padStart(2, "0")}` as typeof breach.since,
        )
      : null;
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Order ${order.id}, ${order.title}`}>
          {checked ? "Check what you decided" : `${breach.standardTitle} does not count for this order`}
        </PageTitle>
        <BreachFacts breach={breach} />
        {checked ? (
          <CheckAnswers
            state={state}
            button="Record the decision"
            rows={[
              { key: "decision", label: "Decision", value: BREACH_DECISIONS[decision] },
              ...(agreedDay ? [{ key: "due", label: "Agreed day", value: agreedDay }] : []),
              { key: "note", label: "What was agreed", value: text("note").trim() },
            ]}
          >
            <p>
              {order.supplier.name} is e-mailed it, and it stands in the order’s history. It does not change
              or end the contract by itself.
            </p>
          </CheckAnswers>
        ) : order.may.manage && breach.open ? (
          <Decide />
        ) : (
          <p>
            {breach.open
              ? "A procurement lead of your organisation records what is decided."
              : "A decision is recorded. The task opens again when the agreed day has passed, or when the certificate stops counting another time."}
          </p>
        )}
      </ReadingColumn>
    </>
  );
}

function Decide() {
  const state = useFormState();
  const field = fields(state);
  return (
    <Form>
      <Radios
        {...field("decision")}
        label="What do you decide?"
        choices={BREACH_DECISION_NAMES.map((value) => ({
          value,
          label: BREACH_DECISIONS[value],
          hint:
            value === "end"
              ? "Give notice under the contract’s own terms: recording it here does not end the contract"
              : undefined,
          conditional:
            value === "put_right" ? (
              <DateField
                name="dueOn"
                label="Agreed day"
                hint="You are asked again when it has passed. For example 31 3 2027"
                error={state?.errors["dueOn"]}
                parts={typedDate(state, "dueOn")}
              />
            ) : undefined,
        }))}
      />
      <TextArea
        {...field("note")}
        label="What was agreed, and with whom"
        hint="The supplier reads it."
        rows={4}
        maxLength={1000}
      />
      <SubmitButton name="step" value="check">
        Check the decision
      </SubmitButton>
    </Form>
  );
}
