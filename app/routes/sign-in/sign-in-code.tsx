import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTransaction } from "~db";
import { enterSignInCode } from "~/domain/people/enter-sign-in-code.server";
import { personOfSession } from "~/domain/people/person-views.server";
import { database } from "~/platform/database.server";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { nextStep } from "~/web/sign-in/after-sign-in";
import { anyone } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";
import { safePath } from "~/web/safe-path";
import { owedStep } from "~/web/session.server";
import { limitTrying, redirectWith, signIn } from "~/web/sign-in/sign-in.server";
import { askedCookie, askedOf, knownCookie } from "~/web/sign-in/sign-in-cookies.server";

const Query = z.object({ returnTo: z.string().optional() });
const CodeForm = z.object({
  code: z
    .string()
    .transform((typed) => typed.replaceAll(/\D/g, ""))
    .pipe(z.string().length(8, "Enter the 8 digits of the code")),
  returnTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Enter your code") }];

export const loader = anyone.loader({ query: Query }, ({ request, query, demo }) => {
  const asked = askedOf(request);
  if (!asked) throw redirect("/sign-in");
  return { email: asked.email, demo, returnTo: safePath(query.returnTo) };
});

export const action = anyone.actionOutside(
  { form: CodeForm },
  async ({ form, request, clientAddress, now: at }) => {
    const asked = askedOf(request);
    if (!asked) return redirect("/sign-in");
    const { email, secret } = asked;
    await limitTrying(request, email, clientAddress);
    const { db } = database();
    const found = await inTransaction(db, (tx) => enterSignInCode(tx, { secret, code: form.code, at }));
    if (!found) {
      return fieldRefused({
        code: "This code is wrong or too old. Check it, or go back and ask for a new one",
      });
    }
    const { cookies, token } = await signIn().openSession(found.userId);
    const person = await personOfSession(db, { token, at });
    const to = person ? nextStep({ ...person, owes: owedStep(person) }, form.returnTo) : "/sign-in";
    return redirectWith(to, [...cookies, askedCookie(null), knownCookie(email)]);
  },
);

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
          hint="8 digits. It works for 10 minutes."
          width={10}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
        />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
