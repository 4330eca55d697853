import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LONGEST_ANSWER } from "~/domain/applications/application-content";
import { ownApplication } from "~/domain/applications/application-views.server";
import { changeApplication } from "~/domain/applications/change-application.server";
import { ApplicationForm } from "~/ui/applications/application-form";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ApplicationParams, EditForm, readAnswers } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Your case") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => ({
  application: await ownApplication(q, { id: params.id, actor, on: today }),
}));

export const action = buyer.action(
  { params: ApplicationParams, form: EditForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { criteria } = await ownApplication(tx, { id: params.id, actor, on: today });
    const { answers, errors } = readAnswers(form, criteria);
    if (Object.keys(errors).length > 0) return fieldRefused(errors, shownAgain(form, "change").data.values);
    await changeApplication(tx, {
      actor,
      at: now,
      applicationId: params.id,
      editCount: form.editCount,
      change: { part: "case", answers },
    });
    return redirect(`/buying/applications/${params.id}?done=saved`);
  },
);

export default function ApplicationCase() {
  const { application } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { criteria, content } = application;
  const field = fields(
    state,
    Object.fromEntries(criteria.map(({ id }) => [`answer-${id}`, content.answers[id]])),
  );
  return (
    <ApplicationForm
      application={application}
      title="Your case"
      lede="Assessors score each answer from 0 to 5 and give a reason. You can save some answers now and the others later."
      state={state}
    >
      {criteria.map(({ id, title, question, weight }) => (
        <TextArea
          {...field(`answer-${id}`)}
          key={id}
          label={`${title} (${weight} of 100)`}
          hint={question}
          maxLength={LONGEST_ANSWER}
        />
      ))}
    </ApplicationForm>
  );
}
