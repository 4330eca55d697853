import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownApplication } from "~/domain/applications/application-views.server";
import { changeApplication } from "~/domain/applications/change-application.server";
import { costKey, costName, payableBy } from "~/domain/applications/profile/profile";
import { decimalPence, formatPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { ApplicationForm } from "~/ui/applications/application-form";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { ApplicationParams, EditForm, readAsked } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("How much you ask for") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => {
  const application = await ownApplication(q, { id: params.id, actor, on: today });
  return { application, costs: payableBy(application.need, application.fund) };
});

export const action = buyer.action(
  { params: ApplicationParams, form: EditForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const application = await ownApplication(tx, { id: params.id, actor, on: today });
    const { asked, errors } = readAsked(form, payableBy(application.need, application.fund));
    if (Object.keys(errors).length > 0) return fieldRefused(errors, shownAgain(form, "change").data.values);
    await changeApplication(tx, {
      actor,
      at: now,
      applicationId: params.id,
      editCount: form.editCount,
      change: { part: "amount", asked },
    });
    return redirect(`/buying/applications/${params.id}?done=saved`);
  },
);

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export default function ApplicationAmount() {
  const { application, costs } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { fund, content, need } = application;
  const asked = new Map(content.asked.map((cost) => [costKey(cost), cost.amount]));
  const field = fields(
    state,
    Object.fromEntries(
      costs.map((cost, index) => {
        const amount = asked.get(costKey(cost));
        return [`asked-${index}`, amount === undefined ? undefined : decimalPence(amount)];
      }),
    ),
  );
  return (
    <ApplicationForm
      application={application}
      title="How much do you ask for?"
      lede={`${fund.name} pays ${fund.nature} costs of ${formatFinancialYear(fund.financialYear)}.`}
      state={state}
    >
      {costs.length === 0 ? (
        <EmptyState
          heading="This need has no cost that the fund can pay"
          action={need ? { label: "Change the need", href: `/buying/profile/needs/${need.id}` } : undefined}
        >
          <p>
            {need
              ? `Add ${fund.nature} costs of ${formatFinancialYear(fund.financialYear)} to it, or apply to a fund of another year or kind.`
              : "Choose the need first."}
          </p>
        </EmptyState>
      ) : null}
      {costs.map((cost, index) => (
        <MoneyField
          {...field(`asked-${index}`)}
          key={costKey(cost)}
          label={sentence(costName(cost))}
          hint={`Costs ${formatPence(cost.amount)}. Ask for at most that; leave it empty to ask for nothing.`}
        />
      ))}
    </ApplicationForm>
  );
}
