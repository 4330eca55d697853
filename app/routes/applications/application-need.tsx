import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ownApplication } from "~/domain/applications/application-views.server";
import { changeApplication } from "~/domain/applications/change-application.server";
import { needTotals } from "~/domain/applications/profile/profile";
import { ApplicationForm } from "~/ui/applications/application-form";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ApplicationParams, version } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("What you need the money for") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => ({
  application: await ownApplication(q, { id: params.id, actor, on: today }),
}));

const Choice = z.object({ editCount: version, need: z.string("Choose what you need the money for") });

export const action = buyer.action(
  { params: ApplicationParams, form: Choice, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    const change = { part: "need" as const, needId: form.need };
    await changeApplication(tx, {
      actor,
      at: now,
      applicationId: params.id,
      editCount: form.editCount,
      change,
    });
    return redirect(`/buying/applications/${params.id}?done=saved`);
  },
);

export default function ApplicationNeed() {
  const { application } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { needs } = application.profile;
  return (
    <ApplicationForm application={application} title="What do you need the money for?" state={state}>
      {needs.length === 0 ? (
        <EmptyState
          heading="Your profile has no need yet"
          action={{ label: "Add a need", href: "/buying/profile/needs/new" }}
        >
          <p>A need is a project with its costs. Every application can use it.</p>
        </EmptyState>
      ) : (
        <Radios
          {...fields(state, { need: application.needId ?? undefined })("need")}
          label="Need"
          hint="From your profile. Choosing another one empties what you asked for."
          choices={needs.map((need) => ({ value: need.id, label: need.title, hint: needTotals(need) }))}
        />
      )}
      <p>
        <a href="/buying/profile/needs/new">Add another need to your profile</a>
      </p>
    </ApplicationForm>
  );
}
