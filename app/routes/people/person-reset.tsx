import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { colleagueView } from "~/domain/people/people-views.server";
import { resetAuthenticator } from "~/domain/people/reset-authenticator.server";
import { roleList } from "~/domain/people/role";
import { WarningCallout } from "~/ui/kit/callouts";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { signedIn } from "~/web/audience.server";

const Params = z.object({ userId: z.string().min(1).max(100) });

export const meta: MetaFunction = () => [{ title: pageTitle("Check before you reset an authenticator app") }];

export const loader = signedIn.loader({ params: Params }, async ({ q, actor, params, now: at }) => {
  const about = { actor, at, userId: params.userId };
  const { person, organisation } = await colleagueView(q, { ...about, action: "reset-authenticator" });
  return { person, organisation: organisation.name };
});

export const action = signedIn.action(
  { params: Params },
  async ({ tx, actor, params: { userId }, now: at }) => {
    const about = { actor, at, userId };
    const { organisation } = await colleagueView(tx, { ...about, action: "reset-authenticator" });
    await resetAuthenticator(tx, { ...about, organisationCode: organisation.code });
    return redirect("/account/people?done=reset");
  },
);

export default function ResetAuthenticator() {
  const { person, organisation } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { name, email, roles } = person;
  return (
    <ReadingColumn>
      <BackLink href="/account/people">People</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={organisation}>Check before you reset the authenticator app of {name}</PageTitle>
      <SummaryList
        rows={[
          { key: "name", label: "Name", value: name },
          { key: "email", label: "E-mail address", value: email },
          { key: "roles", label: "Roles", value: roleList(roles) },
        ]}
      />
      <WarningCallout heading={`Be sure that ${name} asked you`}>
        <p>
          {name} is signed out everywhere at once, and can then sign in with a code by e-mail alone until they
          set up another app. They and everybody who looks after people here are told.
        </p>
      </WarningCallout>
      <Form>
        <ButtonGroup>
          <SubmitButton variant="warning">Reset the app</SubmitButton>
          <a href="/account/people">Leave it as it is</a>
        </ButtonGroup>
      </Form>
    </ReadingColumn>
  );
}
