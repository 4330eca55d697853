import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CLAWBACK_EVENTS } from "~/domain/agreements/rule";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { clawbackDue, type DueView } from "~/domain/year-end/clawback-views.server";
import { orderExists } from "~/domain/orders/order-list-views.server";
import { requestClawback } from "~/domain/year-end/request-clawback.server";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/choice-fields";
import { DateField, datePartsOf, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ClawbackForm, ClawbackQuery } from "~/web/year-end/clawback-form";
import { YearParams } from "~/web/year-end/year-end-query";

export const meta = () => [{ title: pageTitle("Ask for money back") }];

export const loader = centre.loader(
  { params: YearParams, query: ClawbackQuery, roles: ["commercial_officer"] },
  ({ params, query }) => ({ financialYear: params.financialYear, query }),
);

export const action = centre.action(
  {
    params: YearParams,
    form: ClawbackForm,
    roles: ["commercial_officer"],
    also: async ({ q, known: { order, on }, today }) => ({
      ...(order && !(await orderExists(q, order)) ? { order: `There is no order ${order}` } : {}),
      ...(on && on > today ? { on: "Enter a day that is not in the future" } : {}),
    }),
  },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const again = shownAgain(form, step === "change" ? "change" : "check");
    if (step === "change") return again;
    const { order: orderId, trigger, on, reason } = form;
    if (step === "check") {
      const due = await clawbackDue(tx, { orderId, trigger, on });
      if (due.due.length > 0) return { ...again.data, due };
    }
    const { clawbackIds } = await requestClawback(tx, {
      orderId,
      trigger,
      on,
      reason,
      actor,
      at: now,
      today,
    });
    return redirect(`/commercial/year-end/clawbacks/${clawbackIds[0]}?done=asked`);
  },
);

export default function AskForMoneyBack() {
  const { financialYear } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/year-end/${financialYear}/clawbacks`}>
        Clawbacks {formatFinancialYear(financialYear)}
      </BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle lede={checked ? undefined : "Nothing moves until another commercial officer approves."}>
          {checked ? "Check what comes back before you ask for it" : "Ask for money back"}
        </PageTitle>
        {checked ? <Check /> : <Fields />}
      </ReadingColumn>
    </>
  );
}

function Fields() {
  const { query } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, query);
  const typed = typedDate(state, "on");
  const given = typed.day || typed.month || typed.year ? typed : datePartsOf(query.on);
  return (
    <Form>
      <TextField {...field("order")} label="Order" hint="For example C010001-01" width={10} />
      <Radios
        {...field("trigger")}
        label="What happened"
        choices={[
          { value: "terminated", label: "The contract was terminated" },
          { value: "delisted", label: "The product was taken off the catalogue" },
          { value: "standard-lapsed", label: "A required standard lapsed" },
        ]}
      />
      <DateField
        name="on"
        label="When"
        hint="For example 1 11 2026"
        error={state?.errors["on"]}
        parts={given}
      />
      <TextArea
        {...field("reason")}
        label="What should the organisation know?"
        hint="It reads this when the clawback is approved."
        rows={4}
        maxLength={1000}
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Check() {
  const state = useFormState();
  const due = useActionData<{ due?: DueView }>()?.due;
  if (!due) return null;
  return (
    <CheckAnswers
      state={state}
      button="Ask for it"
      rows={[
        { key: "order", label: "Order", value: `${due.orderId}, ${due.title}` },
        { key: "who", label: "Gives back", value: due.buyerName },
        {
          key: "why",
          label: "What happened",
          value: `${formatDay(due.on)}: ${CLAWBACK_EVENTS[due.trigger]}`,
        },
        ...due.due.map((one) => ({
          key: `${one.payerCode}-${one.fundId}`,
          label: `Back to ${one.fundName ?? one.payerName}`,
          value: (
            <>
              {formatPence(one.amount)}
              <ul>
                {one.lines.map((line) => (
                  <li key={line.paidShareId}>
                    Rule {line.ruleNumber}: {line.text}
                  </li>
                ))}
              </ul>
            </>
          ),
        })),
        { key: "total", label: "In all", value: formatPence(sum(due.due.map((one) => one.amount))) },
        { key: "reason", label: "For the organisation", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <p>
        Another commercial officer is e-mailed and decides. The organisation hears of it when it is approved.
      </p>
    </CheckAnswers>
  );
}
