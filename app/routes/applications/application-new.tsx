import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { eligibilityOf } from "~/domain/applications/profile/eligibility";
import { profileOf, registerFacts } from "~/domain/applications/profile/profile-views.server";
import { startApplication } from "~/domain/applications/start-application.server";
import { fundWithTerms } from "~/domain/applications/terms-views.server";
import { DayText } from "~/ui/kit/day";
import { ConditionList, EligibilitySentence } from "~/ui/applications/eligibility";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { FundParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Apply to a fund") }];

export const loader = buyer.loader(
  { query: z.object({ fund: z.string().max(60).optional() }) },
  async ({ q, actor, query, today }) => {
    if (!query.fund) throw redirect("/buying/applications");
    const { organisationCode } = actor;
    const [fund, facts, profile] = await Promise.all([
      fundWithTerms(q, query.fund),
      registerFacts(q, { organisationCode, on: today }),
      profileOf(q, organisationCode),
    ]);
    return {
      fund,
      eligibility: eligibilityOf({ facts, profile }, fund, today),
      version: profile.version,
      mayApply: actor.roles.includes("procurement_lead"),
    };
  },
);

export const action = buyer.action(
  { form: FundParams, roles: ["procurement_lead"] },
  async ({ tx, actor, form, now, today }) => {
    const id = await startApplication(tx, { actor, at: now, today, fundId: form.fund });
    return redirect(`/buying/applications/${id}`);
  },
);

export default function NewApplication() {
  const { fund, eligibility, version, mayApply } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href="/buying/applications">Applications</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={fund.programmeName}>Apply to {fund.name}</PageTitle>
        <p>
          <EligibilitySentence {...eligibility} /> It closes on <DayText day={fund.closesOn} />.
        </p>
        <ConditionList conditions={eligibility.conditions} />
        {eligibility.eligible ? (
          <>
            <p>
              {version > 0
                ? `The application starts from version ${version} of your profile. You choose the need, say how much you ask for and make your case.`
                : "Your profile is empty. Fill it in before you send the application."}
            </p>
            {mayApply ? (
              <Form>
                <input type="hidden" name="fund" value={fund.fundId} />
                <SubmitButton>Start the application</SubmitButton>
              </Form>
            ) : (
              <p>A procurement lead of your organisation starts the application.</p>
            )}
          </>
        ) : (
          <p>
            <a href="/buying/profile">See your profile</a>, or{" "}
            <a href="/buying/applications">the funds you can apply to</a>.
          </p>
        )}
      </ReadingColumn>
    </>
  );
}
