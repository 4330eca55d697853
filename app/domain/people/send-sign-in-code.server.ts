import { createHash, randomBytes, randomInt } from "node:crypto";
import { eq, lte } from "drizzle-orm";
import type { Tx } from "~db";
import { signInCode, user } from "~db/schema/people";
import type { Message } from "../shared/mail";
import { queueEmail } from "./queue-email.server";

export const CODE_MINUTES = 10;
/** How often a code may be typed wrong before it is worth nothing. */
export const CODE_TRIES = 5;
/** Two more than usual: an address may be sent many codes, so that nobody can use up what its person needs. */
const CODE_DIGITS = 8;

/** What the browser's secret is stored as. */
export const codeSecretHash = (secret: string) => sha256(secret);
/** What a code is stored as. Eight digits are soon tried out, so the secret that only the browser has is part of it. */
export const codeHash = (secret: string, code: string) => sha256(`${secret} ${code}`);

/**
 * Writes a one-time code to an address, or how one joins when it has no account; who asked is told the same either way.
 * Answers the secret that the browser must send with the code: a code works only where it was asked for, so somebody
 * who asks for another person's codes, or tries some out, spoils none of theirs.
 */
export async function sendSignInCode(
  tx: Tx,
  { email, at }: { email: string; at: Date },
): Promise<{ secret: string }> {
  const secret = randomBytes(24).toString("base64url");
  await tx.delete(signInCode).where(lte(signInCode.expiresAt, at));
  const [person] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email));
  if (!person) {
    await queueEmail(tx, { to: email, ...howToJoin() });
    return { secret };
  }
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, "0");
  await tx.insert(signInCode).values({
    secretHash: codeSecretHash(secret),
    userId: person.id,
    codeHash: codeHash(secret, code),
    triesLeft: CODE_TRIES,
    expiresAt: new Date(at.getTime() + CODE_MINUTES * 60_000),
  });
  await queueEmail(tx, { to: email, ...codeEmail(code) });
  return { secret };
}

/** The code is not in the subject: subjects show on locked phones and in lists of other people's screens. */
function codeEmail(code: string): Message {
  return {
    kind: "sign-in-code",
    subject: "Your Dovetail sign-in code",
    body: [
      `Your code is ${code.slice(0, 4)} ${code.slice(4)}.`,
      `It works once, for ${CODE_MINUTES} minutes. Enter it on the page where you asked for it.`,
      "If you did not ask for it, somebody else entered your address. You need not do anything.",
    ],
  };
}

function howToJoin(): Message {
  return {
    kind: "sign-in-unknown",
    subject: "Somebody tried to sign in to Dovetail with this address",
    body: [
      "There is no Dovetail account with this e-mail address, so we did not send a code.",
      "An account begins with an invitation. Ask an administrator of your organisation to invite you, or use the link in the invitation you were sent.",
      { label: "How to join", path: "/help" },
      "If it was not you, you need not do anything.",
    ],
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
