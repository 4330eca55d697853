import { WarningCallout } from "~/ui/kit/callouts";
import { fields, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { TextField } from "~/ui/kit/fields/text-fields";

interface SetUp {
  picture: string;
  key: string;
  backupCodes: readonly string[];
}

/** Setting up an authenticator app: first a button, then the picture, the backup codes and the first code. */
export function AuthenticatorSetUp({ begun }: { begun: SetUp | null }) {
  return begun ? <Confirm begun={begun} /> : <Begin />;
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

function Confirm({ begun: { picture, key, backupCodes } }: { begun: SetUp }) {
  const field = fields(useFormState());
  return (
    <>
      <ol className="nhsuk-list nhsuk-list--number">
        <li>Open your authenticator app and add an account.</li>
        <li>
          Scan this picture.
          <br />
          <img src={picture} width="220" height="220" alt="QR code that adds Dovetail to the app" />
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
