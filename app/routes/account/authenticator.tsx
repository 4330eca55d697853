import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { toString as qrCode } from "qrcode";
import { z } from "zod";
import { inTransaction } from "~db";
import { recordEvent } from "~/domain/events/record-event.server";
import type { PersonActor } from "~/domain/people/role";
import { database } from "~/platform/database.server";
import { WarningCallout } from "~/ui/callouts";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { TextField } from "~/ui/text-fields";
import { signedIn } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";
import { personOfRequest, sessionTokenOf } from "~/web/session.server";
import { limit, markSecondFactor, redirectWith, signIn } from "~/web/sign-in.server";

const HERE = "/account/authenticator";
const AuthenticatorForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("begin") }),
  z.object({
    intent: z.literal("confirm"),
    code: z
      .string()
      .transform((typed) => typed.replaceAll(/\D/g, ""))
      .pipe(z.string().length(6, "Enter the 6 digits that the app shows")),
  }),
  z.object({ intent: z.literal("remove") }),
]);

export const meta: MetaFunction = () => [{ title: pageTitle("Authenticator app") }];

export const loader = signedIn.loader({}, async ({ actor, request }) => {
  const person = await personOfRequest(request);
  const none = { picture: null, key: null, backupCodes: [] as string[] };
  if (person?.twoFactorEnabled) return { enabled: true, ...none };
  const address = await signIn().authenticatorAddress(request.headers);
  if (!address) return { enabled: false, ...none };
  const backupCodes = await signIn().backupCodes(actor.userId);
  const svg = await qrCode(address, { type: "svg", margin: 2 });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return { enabled: false, picture, key: new URL(address).searchParams.get("secret"), backupCodes };
});

export const action = signedIn.actionOutside(
  { form: AuthenticatorForm },
  async ({ actor, form, request, now }) => {
    const { headers } = request;
    if (form.intent === "begin") {
      await signIn().beginAuthenticator(headers);
      return redirectWith(HERE, []);
    }
    if (form.intent === "remove") {
      const done = await signIn().removeAuthenticator(headers);
      await note(actor, now, "authenticator.removed", "Removed the authenticator app");
      return redirectWith("/account", done?.cookies ?? []);
    }
    await limit("sign-in-attempt", `authenticator:${actor.userId}`);
    // The session that setting up makes takes this mark over, so that nobody is asked twice.
    await markSecondFactor(sessionTokenOf(request) ?? "", new Date());
    const done = await signIn().enterAuthenticatorCode(form.code, headers);
    if (!done) return fieldRefused({ code: "This code is wrong. Enter the one that the app shows now" });
    await note(actor, now, "authenticator.added", "Set up an authenticator app");
    return redirectWith(HERE, done.cookies);
  },
);

function note(actor: PersonActor, at: Date, event: string, summary: string): Promise<void> {
  const stream = `user:${actor.userId}`;
  return inTransaction(database().db, (tx) => recordEvent(tx, { stream, action: event, summary, actor, at }));
}

export default function Authenticator() {
  const state = useFormState();
  const { enabled, picture } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/account">Your account</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Authenticator app</PageTitle>
      {enabled ? <Enabled /> : picture ? <SetUp /> : <Begin />}
    </ReadingColumn>
  );
}

function Begin() {
  return (
    <>
      <p>
        An authenticator app on your phone shows a new code every 30 seconds. With it, nobody can sign in as
        you with your e-mail alone.
      </p>
      <Form>
        <input type="hidden" name="intent" value="begin" />
        <SubmitButton>Set up an authenticator app</SubmitButton>
      </Form>
    </>
  );
}

function SetUp() {
  const { picture, key, backupCodes } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  return (
    <>
      <ol className="nhsuk-list nhsuk-list--number">
        <li>Open your authenticator app and add an account.</li>
        <li>
          Scan this picture.
          <br />
          <img src={picture ?? ""} width="220" height="220" alt="QR code that adds Dovetail to the app" />
        </li>
        <li>
          If you cannot scan it, type this key: <code className="dt-reference">{key}</code>
        </li>
        <li>Keep the backup codes below, then enter the code that the app shows.</li>
      </ol>
      <WarningCallout heading="Keep these backup codes">
        <p>Each of them signs you in once, if you lose the app. They are shown only here and now.</p>
        <ul className="nhsuk-list">
          {backupCodes.map((code) => (
            <li key={code}>
              <code className="dt-backup-code">{code}</code>
            </li>
          ))}
        </ul>
      </WarningCallout>
      <Form>
        <input type="hidden" name="intent" value="confirm" />
        <TextField
          {...field("code")}
          label="Code"
          hint="6 digits"
          width={5}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <SubmitButton>Confirm</SubmitButton>
      </Form>
    </>
  );
}

function Enabled() {
  return (
    <>
      <p>Your authenticator app is set up. It is asked for each time you sign in.</p>
      <Form>
        <input type="hidden" name="intent" value="remove" />
        <SubmitButton variant="warning">Remove the authenticator app</SubmitButton>
      </Form>
    </>
  );
}
