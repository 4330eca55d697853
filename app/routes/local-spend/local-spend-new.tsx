import { redirect } from "@remix-run/node";
import { formatPence, parsePence } from "~/domain/money/format";
import { ZERO } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { readDay } from "~/web/orders/order-forms";
import { COST_CATEGORY_IDS, isCostCategory, costCategoryName } from "~/domain/agreements/rules/cost-line";
import { recordLocalSpend } from "~/domain/local-spend/record-local-spend.server";
import { wrongWithSpentOn } from "~/domain/local-spend/local-spend";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField, Select, TextField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { LocalSpendForm } from "~/web/local-spend/local-spend-form";

const ROLES = ["procurement_lead", "approver"] as const;

export const meta = () => [{ title: pageTitle("Record local spend with evidence") }];

export const loader = buyer.loader({ roles: [...ROLES] }, async () => null);

export const action = buyer.action(
  {
    form: LocalSpendForm,
    roles: [...ROLES],
    also: ({ known, today }) => {
      const spentOn = readDay(known, "spentOn");
      const wrong = spentOn && wrongWithSpentOn(spentOn, today);
      return wrong ? { spentOn: wrong } : {};
    },
  },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const { spend, ...typed } = form;
    if (step === "change") return shownAgain(typed, "change");
    const { category, spentOn, amount, description, evidence } = spend;
    const recorded = {
      spend: { category, spentOn, amount, description, evidence },
      actor,
      at: now,
      today,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => recordLocalSpend(trial, recorded));
      return shownAgain(typed, "check");
    }
    await recordLocalSpend(tx, recorded);
    return redirect("/buying/local-spend?done=recorded");
  },
);

export default function RecordLocalSpend() {
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href="/buying/local-spend">Local spend</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          lede={
            checked ? undefined : "One record for each invoice or voucher. An order matches each pound once."
          }
        >
          {checked ? "Check the spend before you record it" : "Record local spend with evidence"}
        </PageTitle>
        {checked ? <Check /> : <SpendFields />}
      </ReadingColumn>
    </>
  );
}

function SpendFields() {
  const state = useFormState();
  const field = fields(state);
  return (
    <Form>
      <TextField
        {...field("description")}
        label="What was bought"
        hint="For example training of ward staff"
      />
      <Select
        {...field("category")}
        label="Kind of cost"
        emptyLabel="Choose a kind of cost"
        options={COST_CATEGORY_IDS.map((id) => ({ value: id, label: costCategoryName(id) }))}
      />
      <MoneyField {...field("amount")} label="Amount without VAT" hint="For example 1,250.00" />
      <DateField
        name="spentOn"
        label="When it was paid"
        hint="For example 1 9 2026"
        error={state?.errors["spentOn"]}
        parts={typedDate(state, "spentOn")}
      />
      <TextField
        {...field("evidence")}
        label="Evidence"
        hint="The number of the invoice or of the voucher in your ledger. One proof counts once."
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Check() {
  const state = useFormState();
  // As they will be stored: what was typed can be written in several ways.
  const value = (name: string) => ([state?.values[name] ?? ""].flat()[0] ?? "").trim();
  const category = value("category");
  const day = readDay(state?.values ?? {}, "spentOn");
  return (
    <CheckAnswers
      state={state}
      button="Record the spend"
      rows={[
        { key: "description", label: "What was bought", value: value("description") },
        {
          key: "category",
          label: "Kind of cost",
          value: isCostCategory(category) ? costCategoryName(category) : category,
        },
        {
          key: "amount",
          label: "Amount without VAT",
          value: formatPence(parsePence(value("amount")) ?? ZERO),
        },
        { key: "day", label: "When it was paid", value: day ? formatDay(day) : "" },
        { key: "evidence", label: "Evidence", value: value("evidence") },
      ]}
    >
      <p>
        By recording it you confirm that your organisation paid this from its own money and can show the
        evidence. It counts for a match when a commercial officer has confirmed it; you are told by e-mail.
      </p>
    </CheckAnswers>
  );
}
