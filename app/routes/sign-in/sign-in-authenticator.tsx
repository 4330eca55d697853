import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { clock } from "~/platform/clock.server";
import { nextStep } from "~/web/sign-in/after-sign-in";
import { anyone } from "~/web/audience.server";
import { AppOrBackupCode, enterEitherCode } from "~/web/sign-in/authenticator.server";
import { fieldRefused } from "~/web/refusals.server";
import { safePath, signInPath } from "~/web/safe-path";
import { owedStep, personOfRequest } from "~/web/session.server";
import { limit, markSecondFactor, redirectWith } from "~/web/sign-in/sign-in.server";

const Query = z.object({ returnTo: z.string().optional() });
const CodeForm = z.object({
  code: AppOrBackupCode,
  returnTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Enter the code from your app") }];

export const loader = anyone.loader({ query: Query }, async ({ request, query }) => {
  const person = await personOfRequest(request);
  if (!person) throw redirect(signInPath(safePath(query.returnTo)));
  const owes = owedStep(person);
  if (owes !== "enter-code") throw redirect(nextStep({ ...person, owes }, query.returnTo));
  return { returnTo: safePath(query.returnTo) };
});

export const action = anyone.actionOutside({ form: CodeForm }, async ({ form, request }) => {
  const person = await personOfRequest(request);
  if (!person) return redirect(signInPath(safePath(form.returnTo)));
  await limit("sign-in-attempt", `authenticator:${person.userId}`);
  const done = await enterEitherCode(form.code, request.headers);
  if (!done)
    return fieldRefused({
      code: "This code is wrong. Enter the one that the app shows now, or a backup code",
    });
  await markSecondFactor(person.sessionToken, clock().now());
  return redirectWith(nextStep({ ...person, owes: null }, form.returnTo), done.cookies);
});

export default function Authenticator() {
  const { returnTo } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Enter the code from your authenticator app</PageTitle>
      <Form>
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField
          {...field("code")}
          label="Code"
          hint="The 6 digits that the app shows for Dovetail. If you lost the app, enter one of your backup codes."
          width={10}
          autoComplete="one-time-code"
          spellCheck={false}
        />
        <SubmitButton>Go on</SubmitButton>
      </Form>
      <form method="post" action="/sign-out" noValidate>
        <SubmitButton variant="secondary">Sign in as somebody else</SubmitButton>
      </form>
    </ReadingColumn>
  );
}
