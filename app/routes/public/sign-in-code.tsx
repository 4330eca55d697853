import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { personOfSession } from "~/domain/people/person-views.server";
import { database } from "~/platform/database.server";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { TextField } from "~/ui/text-fields";
import { nextStep } from "~/web/after-sign-in";
import { anyone } from "~/web/audience.server";
import { emailCookie, emailOf } from "~/web/email-cookie.server";
import { fieldRefused } from "~/web/refusals.server";
import { safePath } from "~/web/safe-path";
import { limit, redirectWith, signIn } from "~/web/sign-in.server";

const Query = z.object({ returnTo: z.string().optional() });
const CodeForm = z.object({
  code: z
    .string()
    .transform((typed) => typed.replaceAll(/\D/g, ""))
    .pipe(z.string().length(6, "Enter the 6 digits of the code")),
  returnTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Enter your code") }];

export const loader = anyone.loader({ query: Query }, ({ request, query, demo }) => {
  const email = emailOf(request);
  if (!email) throw redirect("/sign-in");
  return { email, demo, returnTo: safePath(query.returnTo) };
});

export const action = anyone.actionOutside({ form: CodeForm }, async ({ form, request, clientAddress }) => {
  const email = emailOf(request);
  if (!email) return redirect("/sign-in");
  await limit("sign-in-address", clientAddress);
  await limit("sign-in-attempt", email);
  const done = await signIn().enterCode({ email, code: form.code, headers: request.headers });
  const person = done && (await personOfSession(database().db, { token: done.token, at: new Date() }));
  if (!done || !person) {
    return fieldRefused({
      code: "This code is wrong or too old. Check it, or go back and ask for a new one",
    });
  }
  return redirectWith(nextStep(person, form.returnTo), [...done.cookies, emailCookie("")]);
});

export default function SignInCode() {
  const { email, demo, returnTo } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <ReadingColumn>
      <BackLink href={`/sign-in?returnTo=${encodeURIComponent(returnTo)}`}>Ask for a new code</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Check your e-mail</PageTitle>
      <p>
        We sent a message to <strong>{email}</strong>. It can take a minute to arrive; look in your junk
        folder, too.
      </p>
      {demo ? (
        <p>
          This is a demonstration:{" "}
          <a href={`/demo/mailbox?to=${encodeURIComponent(email)}`}>open the mailbox</a>.
        </p>
      ) : null}
      <Form>
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField
          {...field("code")}
          label="Code"
          hint="6 digits. It works for 10 minutes."
          width={5}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
        />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
