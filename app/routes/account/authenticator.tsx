import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
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

export const loader = signedIn.loader({}, async ({ request }) => {
  const person = await personOfRequest(request);
  if (person?.twoFactorEnabled) return { enabled: true, picture: null, key: null };
  const address = await signIn().authenticatorAddress(request.headers);
  if (!address) return { enabled: false, picture: null, key: null };
  const svg = await qrCode(address, { type: "svg", margin: 2 });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return { enabled: false, picture, key: new URL(address).searchParams.get("secret") };
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
    const answer = new Headers();
    for (const cookie of done.cookies) answer.append("Set-Cookie", cookie);
    return data({ backupCodes: await signIn().backupCodes(actor.userId) }, { headers: answer });
  },
);

function note(actor: PersonActor, at: Date, event: string, summary: string): Promise<void> {
  const stream = `user:${actor.userId}`;
  return inTransaction(database().db, (tx) => recordEvent(tx, { stream, action: event, summary, actor, at }));
}

export default function Authenticator() {
  const answered = useActionData<typeof action>();
  const backupCodes = answered && "backupCodes" in answered ? answered.backupCodes : null;
  const state = useFormState();
  const { enabled, picture } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/account">Your account</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Authenticator app</PageTitle>
      {backupCodes ? (
        <BackupCodes codes={backupCodes} />
      ) : enabled ? (
        <Enabled />
      ) : picture ? (
        <SetUp />
      ) : (
        <Begin />
      )}
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
  const { picture, key } = useLoaderData<typeof loader>();
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
        <li>Enter the code that the app shows.</li>
      </ol>
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

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <p>Your authenticator app is set up. It is asked for each time you sign in.</p>
      <WarningCallout heading="Keep these backup codes">
        <p>Each of them signs you in once, if you lose the app. They are shown only now.</p>
        <ul className="nhsuk-list">
          {codes.map((code) => (
            <li key={code}>
              <code className="dt-reference">{code}</code>
            </li>
          ))}
        </ul>
      </WarningCallout>
      <p>
        <a href="/account">Go to your account</a>
      </p>
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
