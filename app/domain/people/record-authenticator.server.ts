import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Message } from "../shared/mail";
import { queueEmail } from "./queue-email.server";

const WORDS = {
  added: {
    summary: "Set up an authenticator app",
    subject: "An authenticator app was added to your account",
  },
  removed: {
    summary: "Removed the authenticator app",
    subject: "The authenticator app of your account was removed",
  },
} as const;

/** Records that somebody set up or removed their authenticator app, and tells them: a thief would do it in silence. */
export async function recordAuthenticator(
  tx: Tx,
  input: { actor: Actor & { userId: string; email: string }; at: Date; change: keyof typeof WORDS },
): Promise<void> {
  const { actor, at, change } = input;
  const { email, ...who } = actor;
  await recordEvent(tx, {
    stream: `user:${actor.userId}`,
    action: `authenticator.${change}`,
    summary: WORDS[change].summary,
    actor: who,
    at,
  });
  await queueEmail(tx, { to: email, ...changeEmail(change) });
}

function changeEmail(change: keyof typeof WORDS): Message {
  const now = {
    added: "From now on its code is asked for each time you sign in.",
    removed: "From now on a code by e-mail is enough to sign in as you, where your role allows that.",
  }[change];
  return {
    kind: `authenticator-${change}`,
    subject: WORDS[change].subject,
    body: [
      `${WORDS[change].subject}. ${now}`,
      "If it was not you, somebody else is signed in as you. Tell whoever looks after people at your organisation now.",
      { label: "See your account", path: "/account/authenticator" },
    ],
  };
}
