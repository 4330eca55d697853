import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  CQC_STATUSES,
  DSPT_STATUSES,
  MATURITY_ANSWERS,
  MATURITY_QUESTIONS,
  RECORDS,
  type MaturityQuestion,
} from "~/domain/applications/profile/profile";
import { profileView } from "~/domain/applications/profile/profile-views.server";
import { saveReadiness } from "~/domain/applications/profile/save-readiness.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, ShownCount, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { ReadinessForm } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Where you stand") }];

export const loader = buyer.loader({ roles: ["procurement_lead"] }, async ({ q, actor, today }) => {
  const { facts, profile } = await profileView(q, { organisationCode: actor.organisationCode, on: today });
  return { facts, profile };
});

export const action = buyer.action(
  { form: ReadinessForm, roles: ["procurement_lead"] },
  async ({ tx, actor, form, now }) => {
    await saveReadiness(tx, { actor, at: now, ...form });
    return redirect("/buying/profile?done=saved");
  },
);

const choices = (options: Readonly<Record<string, string>>) =>
  Object.entries(options).map(([value, label]) => ({ value, label }));

export default function Readiness() {
  const { facts, profile } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { readiness } = profile;
  const field = fields(state, {
    dspt: readiness?.dspt,
    cqc: readiness?.cqc ?? (facts.cqcRegistered ? "registered" : undefined),
    records: readiness?.records,
    system: readiness?.system,
    ...readiness?.maturity,
  });
  return (
    <>
      <BackLink href="/buying/profile">Your profile</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle>Where you stand</PageTitle>
        <Form>
          <ShownCount name="version" value={profile.version} state={state} />
          <Radios
            {...field("dspt")}
            label="What does your Data Security and Protection Toolkit assessment say?"
            hint={
              facts.dsptStatus
                ? `The toolkit’s register says “${facts.dsptStatus}”, and that is what counts.`
                : undefined
            }
            choices={choices(DSPT_STATUSES)}
          />
          <Radios
            {...field("cqc")}
            label="Are you registered with the Care Quality Commission?"
            hint={
              facts.cqcRegistered ? "Its register says that you are, and that is what counts." : undefined
            }
            choices={choices(CQC_STATUSES)}
          />
          <Radios {...field("records")} label="How do you keep records?" choices={choices(RECORDS)} />
          <TextField
            {...field("system")}
            label="Which electronic record do you run? (optional)"
            hint="Its name and supplier"
          />
          {(Object.keys(MATURITY_QUESTIONS) as MaturityQuestion[]).map((question) => (
            <Radios
              {...field(question)}
              key={question}
              inline
              label={MATURITY_QUESTIONS[question]}
              choices={choices(MATURITY_ANSWERS)}
            />
          ))}
          <SubmitButton>Save and go back to the profile</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
