import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { ROLE_NAMES, type Role } from "~/domain/people/role";
import { MomentText } from "../day";
import { fields, type FormState } from "../form";
import { TextField } from "./text-fields";

/** Where the signed-in person signs: only their own name is taken, and nobody signs above their limit. */
export function SignatureField({
  state,
  signatory,
}: {
  state: FormState | null;
  signatory: { name: string; limit?: Pence | null };
}) {
  const { name, limit } = signatory;
  const upTo = limit ? ` You may sign up to ${formatPence(limit)} including VAT.` : "";
  return (
    <TextField
      {...fields(state)("signatoryName")}
      label="Your full name"
      hint={`You sign with the name of your account, ${name}.${upTo}`}
      autoComplete="name"
      width={20}
    />
  );
}

/** "Priya Shah, procurement lead, 3 March 2027 at 2:05pm" */
export function SignatureText({ name, role, at }: { name: string; role?: string | null; at: Date }) {
  return (
    <>
      {name}, {role ? `${roleWords(role)}, ` : ""}
      <MomentText at={at} />
    </>
  );
}

/** A role inside a sentence. */
export function roleWords(role: string): string {
  return (ROLE_NAMES[role as Role] ?? role).toLowerCase();
}
