import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { checkCause } from "~/domain/year-end/clawback-cause.server";
import { backToWords, CLOSED_YEAR_TAKES_NOTHING, happeningWords } from "~/domain/year-end/clawback-request";
import { clawbackDue, type DueView } from "~/domain/year-end/clawback-views.server";
import { orderExists } from "~/domain/orders/order-list-views.server";
import { requestClawback } from "~/domain/year-end/request-clawback.server";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, datePartsOf, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ClawbackForm, ClawbackQuery } from "~/web/year-end/clawback-form";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
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
    also: async ({ q, known, today }) => {
      const { order, on, trigger } = known;
      const unknown = order !== undefined && !(await orderExists(q, order));
      const errors = {
        ...(unknown ? { order: `There is no order ${order}` } : {}),
        ...(on && on > today ? { on: "Enter a day that is not in the future" } : {}),
      };
      if (!order || Object.keys(errors).length > 0) return errors;
      const certificateNumber = known.certificateNumber ?? null;
      if (!on || !trigger || (trigger === "standard-lapsed" && certificateNumber === null)) return {};
      const { wrong } = await checkCause(q, { orderId: order, trigger, on, certificateNumber });
      return wrong === null ? {} : { [wrong.field]: wrong.reason };
    },
  },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const again = shownAgain(form, step === "change" ? "change" : "check");
    if (step === "change") return again;
    const { order: orderId, trigger, on, certificateNumber, reason } = form;
    const cause = { orderId, trigger, on, certificateNumber };
    const asked = { ...cause, reason, actor, at: now, today };
    if (step === "check") {
      await rehearse(tx, (trial) => requestClawback(trial, asked));
      return { ...again.data, due: await clawbackDue(tx, cause) };
    }
    const { clawbackIds } = await requestClawback(tx, asked);
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
          {
            value: "standard-lapsed",
            label: "A required standard lapsed",
            conditional: (
              <TextField
                {...field("certificate")}
                label="Which certificate stopped counting?"
                hint="Of the product or its supplier, for example DVC-000123"
                width={20}
              />
            ),
          },
        ]}
      />
      <DateField
        name="on"
        label="When"
        hint="For example 1 11 2026"
        error={state?.errors["on"]}
        parts={given}
      />
      <ReasonStep
        label="What should the organisation know?"
        hint="It reads this when the clawback is approved."
        rows={4}
      />
    </Form>
  );
}

function Check() {
  const state = useFormState();
  const due = useAnswered<{ due?: DueView }>()?.due;
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
          value: `${formatDay(due.on)}: ${happeningWords(due)}`,
        },
        ...due.due.map((one) => ({
          key: `${one.payerCode}-${one.fundId}`,
          label: `Back to ${backToWords(one)}`,
          value: (
            <>
              {formatPence(one.amount)}
              {one.toPayer ? <p>{CLOSED_YEAR_TAKES_NOTHING}</p> : null}
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
