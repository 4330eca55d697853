import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fundsToApplyTo } from "~/domain/applications/application-list-views.server";
import { ownApplication } from "~/domain/applications/application-views.server";
import { copyApplication } from "~/domain/applications/copy-application.server";
import { payableBy } from "~/domain/applications/profile/profile";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { ConditionList, EligibilitySentence } from "~/ui/applications/eligibility";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ApplicationParams, FundParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Apply to another fund") }];

export const loader = buyer.loader(
  { params: ApplicationParams, roles: ["procurement_lead"] },
  async ({ q, actor, params, today }) => {
    const { id, fundId, need } = await ownApplication(q, { id: params.id, actor, on: today });
    const { open } = await fundsToApplyTo(q, { organisationCode: actor.organisationCode, on: today });
    const funds = open
      .filter(({ fund }) => fund.fundId !== fundId)
      .map(({ fund, eligibility }) => ({
        fundId: fund.fundId,
        name: fund.name,
        eligibility,
        payable: sum(payableBy(need, fund).map(({ amount }) => amount)),
      }));
    return { id, needTitle: need?.title ?? null, funds };
  },
);

export const action = buyer.action(
  { params: ApplicationParams, form: FundParams, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const command = { actor, at: now, today, applicationId: params.id, fundId: form.fund };
    return redirect(`/buying/applications/${await copyApplication(tx, command)}?done=saved`);
  },
);

export default function ApplicationAnother() {
  const { id, needTitle, funds } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/applications/${id}`}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          caption={id}
          lede="The need, your case and what you add go over to a new draft. One cost is paid by one fund only: when one of them awards it, the others cannot."
        >
          Apply to another fund with this application
        </PageTitle>
        {funds.length === 0 ? (
          <EmptyState heading="No other fund is open">
            <p>Funds appear here on the day they open.</p>
          </EmptyState>
        ) : null}
        {funds.map((fund) => (
          <section className="dt-section" key={fund.fundId} aria-labelledby={`fund-${fund.fundId}`}>
            <h2 className="nhsuk-heading-m" id={`fund-${fund.fundId}`}>
              {fund.name}
            </h2>
            <p>
              <EligibilitySentence {...fund.eligibility} />
              {needTitle
                ? ` It could pay ${formatPence(fund.payable, { whole: true })} of ${needTitle}.`
                : ""}
            </p>
            {fund.eligibility.eligible ? (
              <Form>
                <input type="hidden" name="fund" value={fund.fundId} />
                <SubmitButton variant="secondary">Apply to {fund.name}</SubmitButton>
              </Form>
            ) : (
              <ConditionList conditions={fund.eligibility.conditions.filter(({ met }) => met === false)} />
            )}
          </section>
        ))}
      </ReadingColumn>
    </>
  );
}
