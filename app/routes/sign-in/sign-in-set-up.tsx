import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTransaction } from "~db";
import { recordAuthenticator } from "~/domain/people/record-authenticator.server";
import { database } from "~/platform/database.server";
import { AuthenticatorSetUp } from "~/ui/people/authenticator-set-up";
import { ErrorSummary, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { nextStep } from "~/web/sign-in/after-sign-in";
import { anyone } from "~/web/audience.server";
import { AppCode, authenticatorSetUp } from "~/web/sign-in/authenticator.server";
import { fieldRefused } from "~/web/refusals.server";
import { safePath, signInPath } from "~/web/safe-path";
import { owedStep, personOfRequest } from "~/web/session.server";
import { confirmAuthenticator, limit, redirectWith, signIn } from "~/web/sign-in/sign-in.server";

const Query = z.object({ returnTo: z.string().optional() });
const SetUpForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("begin") }),
  z.object({ intent: z.literal("confirm"), code: AppCode }),
]);

export const meta: MetaFunction = () => [{ title: pageTitle("Set up an authenticator app") }];

/** The person who owes the set-up; everybody else is sent on. */
async function whoOwes(request: Request, returnTo: string | undefined) {
  const person = await personOfRequest(request);
  if (!person) throw redirect(signInPath(safePath(returnTo)));
  const owes = owedStep(person);
  if (owes !== "set-up") throw redirect(nextStep({ ...person, owes }, returnTo));
  return person;
}

export const loader = anyone.loader({ query: Query }, async ({ request, query }) => {
  const person = await whoOwes(request, query.returnTo);
  return { begun: await authenticatorSetUp(request.headers, person.userId) };
});

export const action = anyone.actionOutside(
  { form: SetUpForm },
  async ({ form, request, now: at, requestId }) => {
    const returnTo = new URL(request.url).searchParams.get("returnTo") ?? undefined;
    const person = await whoOwes(request, returnTo);
    const { headers } = request;
    if (form.intent === "begin") {
      await signIn().beginAuthenticator(headers);
      const here = new URL(request.url);
      return redirectWith(`${here.pathname}${here.search}`, []);
    }
    await limit("sign-in-attempt", `authenticator:${person.userId}`);
    const done = await confirmAuthenticator(form.code, headers);
    if (!done) return fieldRefused({ code: "This code is wrong. Enter the one that the app shows now" });
    const { userId, name, email } = person;
    const actor = { userId, name, email, organisationCode: null, roles: [], requestId };
    await inTransaction(database().db, (tx) => recordAuthenticator(tx, { actor, at, change: "added" }));
    return redirectWith(nextStep({ ...person, owes: null }, returnTo), done.cookies);
  },
);

export default function SetUpBeforeAnything() {
  const { begun } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Set up an authenticator app</PageTitle>
      <p>
        Who works at the centre decides about other people’s money and certificates, so your account needs an
        authenticator app before you go on.
      </p>
      <AuthenticatorSetUp begun={begun} />
      <form method="post" action="/sign-out" noValidate>
        <SubmitButton variant="secondary">Sign in as somebody else</SubmitButton>
      </form>
    </ReadingColumn>
  );
}
