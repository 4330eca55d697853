import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTransaction } from "~db";
import { recordAuthenticator } from "~/domain/people/record-authenticator.server";
import { mustHaveSecondFactor } from "~/domain/people/second-factor";
import { database } from "~/platform/database.server";
import { AuthenticatorSetUp } from "~/ui/people/authenticator-set-up";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { signedIn } from "~/web/audience.server";
import {
  AppCode,
  AppOrBackupCode,
  authenticatorSetUp,
  enterEitherCode,
} from "~/web/sign-in/authenticator.server";
import { fieldRefused } from "~/web/refusals.server";
import { personOfRequest } from "~/web/session.server";
import { confirmAuthenticator, limit, redirectWith, signIn } from "~/web/sign-in/sign-in.server";

const HERE = "/account/authenticator";
const AuthenticatorForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("begin") }),
  z.object({ intent: z.literal("confirm"), code: AppCode }),
  z.object({ intent: z.literal("remove"), code: AppOrBackupCode }),
]);

export const meta: MetaFunction = () => [{ title: pageTitle("Authenticator app") }];

export const loader = signedIn.loader({}, async ({ actor, request, demo }) => {
  const person = await personOfRequest(request);
  const enabled = person?.twoFactorEnabled === true;
  const must = mustHaveSecondFactor(actor.memberships) && !demo;
  return { enabled, must, begun: enabled ? null : await authenticatorSetUp(request.headers, actor.userId) };
});

export const action = signedIn.actionOutside(
  { form: AuthenticatorForm, secrets: ["code"] },
  async ({ actor, form, request, now: at }) => {
    const { headers } = request;
    if (form.intent === "begin") {
      await signIn().beginAuthenticator(headers);
      return redirectWith(HERE, []);
    }
    await limit("sign-in-attempt", `authenticator:${actor.userId}`);
    const change = form.intent === "remove" ? "removed" : "added";
    const done =
      form.intent === "remove"
        ? (await enterEitherCode(form.code, headers)) && (await signIn().removeAuthenticator(headers))
        : await confirmAuthenticator(form.code, headers);
    if (!done) return fieldRefused({ code: "This code is wrong. Enter the one that the app shows now" });
    await inTransaction(database().db, (tx) => recordAuthenticator(tx, { actor, at, change }));
    return redirectWith(form.intent === "remove" ? "/account" : HERE, done.cookies);
  },
);

export default function Authenticator() {
  const state = useFormState();
  const { enabled, begun } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/account">Your account</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Authenticator app</PageTitle>
      {enabled ? <Enabled /> : <AuthenticatorSetUp begun={begun} />}
    </ReadingColumn>
  );
}

function Enabled() {
  const { must } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  return (
    <>
      <p>Your authenticator app is set up. It is asked for each time you sign in.</p>
      <h2 className="nhsuk-heading-m">Remove it</h2>
      <p>
        {must
          ? "Your role needs an authenticator app: after removing this one you set up another before you go on, for example on a new phone."
          : "After that, a code by e-mail is enough to sign in as you."}
      </p>
      <Form>
        <input type="hidden" name="intent" value="remove" />
        <TextField
          {...field("code")}
          label="Code"
          hint="The 6 digits that the app shows for Dovetail, or one of your backup codes."
          width={10}
          autoComplete="one-time-code"
          spellCheck={false}
        />
        <SubmitButton variant="warning">Remove the authenticator app</SubmitButton>
      </Form>
    </>
  );
}
