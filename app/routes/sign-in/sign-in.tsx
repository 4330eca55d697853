import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTransaction } from "~db";
import { sendSignInCode } from "~/domain/people/send-sign-in-code.server";
import { database } from "~/platform/database.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { ActionLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { nextStep } from "~/web/sign-in/after-sign-in";
import { anyone } from "~/web/audience.server";
import { safePath } from "~/web/safe-path";
import { limitAsking, redirectWith, signIn } from "~/web/sign-in/sign-in.server";
import { askedCookie } from "~/web/sign-in/sign-in-cookies.server";

const Query = z.object({
  returnTo: z.string().optional(),
  error: z.string().optional(),
  email: z.string().optional(),
  kept: z.string().optional(),
});
const EmailForm = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "Enter an e-mail address of at most 254 characters")
    .pipe(z.email({ error: "Enter your work e-mail address, for example priya.shah@nhs.net" })),
  returnTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Sign in") }];

export const loader = anyone.loader({ query: Query }, async ({ actor, query, demo }) => {
  if (actor) {
    const memberships = actor.memberships;
    const person = { owes: null, activeOrganisationCode: actor.organisationCode, memberships };
    throw redirect(nextStep(person, query.returnTo));
  }
  const returnTo = safePath(query.returnTo);
  return {
    demo,
    returnTo,
    failed: query.error ?? null,
    tooLongToKeep: query.kept === "too-long",
    email: query.email ?? "",
    provider: signIn().hasProvider,
  };
});

export const action = anyone.actionOutside(
  { form: EmailForm },
  async ({ form, request, clientAddress, now: at }) => {
    const { email } = form;
    await limitAsking(request, email, clientAddress);
    // The page says the same to everybody: who has an account is nobody else's business.
    const { secret } = await inTransaction(database().db, (tx) => sendSignInCode(tx, { email, at }));
    const returnTo = safePath(form.returnTo);
    const query = returnTo === "/" ? "" : `?returnTo=${encodeURIComponent(returnTo)}`;
    return redirectWith(`/sign-in/code${query}`, [askedCookie({ email, secret })]);
  },
);

export default function SignIn() {
  const { demo, returnTo, failed, tooLongToKeep, email, provider } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { email });
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {failed ? <ProviderFailed reason={failed} /> : null}
      <PageTitle>Sign in</PageTitle>
      {tooLongToKeep ? (
        <WarningCallout heading="What you typed was not kept">
          <p>
            Your session had ended, and the form was longer than we keep for anybody (64 KB). Go back in your
            browser and copy your long texts before you sign in.
          </p>
        </WarningCallout>
      ) : null}
      {returnTo === "/" ? null : <p>Sign in to go on. You come back to the page you asked for.</p>}
      <Form>
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField
          {...field("email")}
          label="Your work e-mail address"
          hint="We send a code to this address. You do not need a password."
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <SubmitButton>Send me a code</SubmitButton>
      </Form>
      {provider ? (
        <form method="post" action="/sign-in/identity" noValidate>
          <input type="hidden" name="returnTo" value={returnTo} />
          <SubmitButton variant="secondary">Sign in with your NHS identity</SubmitButton>
        </form>
      ) : null}
      {demo ? (
        <ActionLink
          href={returnTo === "/" ? "/demo/people" : `/demo/people?returnTo=${encodeURIComponent(returnTo)}`}
        >
          Become a demonstration person
        </ActionLink>
      ) : null}
      <h2 className="nhsuk-heading-m">If you do not have an account</h2>
      <p>
        An account begins with an invitation. Ask somebody who looks after people at your organisation, or{" "}
        <a href="/help">read how to join</a>.
      </p>
    </ReadingColumn>
  );
}

function ProviderFailed({ reason }: { reason: string }) {
  const unknown = reason === "signup_disabled";
  const problem = unknown
    ? {
        title: "No account has the e-mail address of your NHS identity",
        detail: "Ask your organisation to invite that address, or sign in with a code to another one.",
      }
    : {
        title: "Signing in with your NHS identity did not work",
        detail: "Try again, or sign in with a code by e-mail.",
      };
  return <ErrorSummary problem={problem} />;
}
