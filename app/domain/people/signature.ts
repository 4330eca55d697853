import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { listed } from "../shared/sentence";
import { ROLE_NAMES, type Role } from "./role";

/** The roles that sign orders for their organisation. */
export const SIGNING_ROLES = ["procurement_lead", "supplier_signatory"] as const satisfies readonly Role[];
export type SigningRole = (typeof SIGNING_ROLES)[number];

/** Whether a role is one that signs for its organisation. */
export function isSigningRole(role: string): role is SigningRole {
  return (SIGNING_ROLES as readonly string[]).includes(role);
}

const plainName = (name: string) =>
  name.normalize("NFKC").trim().replaceAll("’", "'").replace(/\s+/g, " ").toLocaleLowerCase("en-GB");

/** Whether a typed name is this one; case and spacing aside. */
export function sameName(typed: string, own: string): boolean {
  return plainName(typed) === plainName(own);
}

/**
 * The name under a signature: always that of the account of the signed-in person. What was typed, if
 * anything, must be that name, case and spacing aside; throws bad-request when it is another's. Throws
 * Problem bad-request `not-your-name`.
 */
export function ownSignature(actor: { name: string }, typed: string | undefined): string {
  if (typed === undefined || sameName(typed, actor.name)) return actor.name;
  throw new Problem(
    "bad-request",
    "not-your-name",
    {
      title: `You are signed in as ${actor.name}: sign with that name.`,
      detail:
        "Nobody signs in the name of another person. If somebody else is to sign, they sign in themselves.",
    },
    { fields: { signatoryName: `Enter your own name, ${actor.name}` } },
  );
}

/**
 * Throws rule-broken when an amount, including VAT, is above what this person may sign alone; null is no
 * limit. In pence. Codes: rule-broken `above-signing-limit`.
 */
export function requireWithinLimit(input: {
  limit: Pence | null;
  amount: Pence;
  role: SigningRole;
  /** Others of the organisation who may sign this amount, by name. */
  others: readonly string[];
}): void {
  const { limit, amount, role, others } = input;
  if (limit === null || amount <= limit) return;
  const who =
    others.length > 0
      ? `Ask ${listed(others, "or")} to sign it.`
      : "Nobody at your organisation may sign that much. Ask one of its administrators to change a limit.";
  throw new Problem("rule-broken", "above-signing-limit", {
    title: `Your organisation lets you sign orders of up to ${formatPence(limit)} including VAT, and this one is for ${formatPence(amount)}.`,
    detail: who,
    rule: `The signing limit of your role, ${ROLE_NAMES[role].toLowerCase()}`,
    next: { label: "See who may sign", href: "/account/people" },
  });
}
