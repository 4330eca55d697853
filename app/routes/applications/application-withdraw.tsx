import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownApplication } from "~/domain/applications/application-views.server";
import { withdrawApplication } from "~/domain/applications/withdraw-application.server";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ApplicationParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Withdraw the application") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => {
  const { id, fund, may } = await ownApplication(q, { id: params.id, actor, on: today });
  return { id, fundName: fund.name, may };
});

export const action = buyer.action(
  { params: ApplicationParams, roles: ["procurement_lead"] },
  async ({ tx, actor, params, now }) => {
    await withdrawApplication(tx, { actor, at: now, applicationId: params.id });
    return redirect(`/buying/applications/${params.id}`);
  },
);

export default function ApplicationWithdraw() {
  const { id, fundName, may } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/applications/${id}`}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${id}, ${fundName}`}>Withdraw this application</PageTitle>
        <p>
          It is not assessed any further and cannot be taken up again. Your profile stays, and you can start a
          new application to the same fund while it is open.
        </p>
        {may.withdraw ? (
          <Form>
            <SubmitButton variant="warning">Withdraw the application</SubmitButton>
          </Form>
        ) : (
          <p>It is decided or withdrawn already, or a procurement lead has to do it.</p>
        )}
      </ReadingColumn>
    </>
  );
}
