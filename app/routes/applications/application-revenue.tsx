import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { planYears } from "~/domain/applications/application-content";
import { ownApplication } from "~/domain/applications/application-views.server";
import { changeApplication } from "~/domain/applications/change-application.server";
import { decimalPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { ApplicationForm } from "~/ui/applications/application-form";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { MoneyField, TextField } from "~/ui/kit/fields/text-fields";
import { ApplicationParams, EditForm, readPlan } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Running costs for five years") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => ({
  application: await ownApplication(q, { id: params.id, actor, on: today }),
}));

export const action = buyer.action(
  { params: ApplicationParams, form: EditForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { fund } = await ownApplication(tx, { id: params.id, actor, on: today });
    const { plan, errors } = readPlan(form, fund.financialYear);
    if (Object.keys(errors).length > 0) return fieldRefused(errors, shownAgain(form, "change").data.values);
    await changeApplication(tx, {
      actor,
      at: now,
      applicationId: params.id,
      editCount: form.editCount,
      change: { part: "revenue", revenuePlan: plan },
    });
    return redirect(`/buying/applications/${params.id}?done=${plan === null ? "removed" : "saved"}`);
  },
);

export default function ApplicationRevenue() {
  const { application } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content, fund } = application;
  const field = fields(
    state,
    Object.fromEntries(
      (content.revenuePlan ?? []).flatMap(({ financialYear, amount, payer }) => [
        [`amount-${financialYear}`, decimalPence(amount)],
        [`payer-${financialYear}`, payer],
      ]),
    ),
  );
  return (
    <ApplicationForm
      application={application}
      title="Who pays the running costs for five years?"
      lede="What capital buys has to be run afterwards. Say what that costs in each year and who pays it; enter 0 where it costs nothing. Leave every year empty to remove the plan."
      state={state}
    >
      {planYears(fund.financialYear).map((year) => (
        <fieldset className="nhsuk-fieldset dt-cost-row" key={year}>
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
            {formatFinancialYear(year)}
          </legend>
          <MoneyField {...field(`amount-${year}`)} label="Running costs" />
          <TextField {...field(`payer-${year}`)} label="Who pays them" width={20} />
        </fieldset>
      ))}
    </ApplicationForm>
  );
}
