import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownApplication } from "~/domain/applications/application-views.server";
import { PAID_ALREADY_NEXT } from "~/domain/applications/clash";
import { submitApplication } from "~/domain/applications/submit-application.server";
import { ApplicantFacts, ApplicationDocument } from "~/ui/applications/application-document";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { ConditionList } from "~/ui/applications/eligibility";
import { ErrorSummary, Form, hasErrors, ShownCount, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SignatureField } from "~/ui/kit/fields/signature";
import { ApplicationParams, SendForm } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Check and send the application") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => ({
  application: await ownApplication(q, { id: params.id, actor, on: today }),
  name: actor.name,
}));

export const action = buyer.action(
  { params: ApplicationParams, form: SendForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { editCount, signatoryName } = form;
    const command = { actor, at: now, today, applicationId: params.id, editCount, signatoryName };
    await submitApplication(tx, command);
    return redirect(`/buying/applications/${params.id}/sent`);
  },
);

export default function ApplicationCheck() {
  const { application } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { id, fund, facts, profile, need, content, criteria, may, whyNot, eligibility } = application;
  const base = `/buying/applications/${id}`;
  const parts = ["need", "amount", "match", ...(fund.nature === "capital" ? ["revenue"] : []), "case"];
  return (
    <>
      <BackLink href={base}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${id}, ${fund.name}`}>Check the application before you send it</PageTitle>
        {may.change ? (
          <p>
            Change:{" "}
            {parts.map((part, index) => (
              <span key={part}>
                {index > 0 ? ", " : ""}
                <a href={`${base}/${part}`}>{part === "revenue" ? "running costs" : part}</a>
              </span>
            ))}
          </p>
        ) : null}
        <ApplicantFacts facts={facts} readiness={profile.readiness} />
        <ApplicationDocument need={need} content={content} criteria={criteria} nature={fund.nature} />
        <h2>The fund’s conditions</h2>
        <ConditionList conditions={eligibility.conditions} />
        {may.change && whyNot.length > 0 ? (
          <Inset>
            <p>The application cannot be sent:</p>
            <ul>
              {whyNot.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
            {application.clashes.length > 0 ? <p>{PAID_ALREADY_NEXT}</p> : null}
          </Inset>
        ) : null}
        {may.change && whyNot.length === 0 ? <Declaration /> : null}
        {may.change ? null : <p>This application has been sent, or you cannot send it.</p>}
      </ReadingColumn>
    </>
  );
}

function Declaration() {
  const { application, name } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { asked, fund } = application;
  return (
    <Form>
      <ShownCount name="editCount" value={application.editCount} state={state} />
      <WarningCallout heading="You declare this for your organisation">
        <p>
          You ask for <Money amount={asked} /> from {fund.name}. What you send is kept as it is and cannot be
          changed while it is assessed.
        </p>
      </WarningCallout>
      <Checkboxes
        name="true"
        label="Declaration"
        error={state?.errors["true"]}
        values={[state?.values["true"] ?? []].flat()}
        choices={[
          {
            value: "yes",
            label:
              "What I send is true, nobody else pays for the same costs, and my organisation will keep to the fund’s conditions",
          },
        ]}
      />
      <SignatureField state={state} signatory={{ name }} />
      <SubmitButton>Sign and send the application</SubmitButton>
    </Form>
  );
}
