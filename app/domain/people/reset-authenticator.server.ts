import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { session, twoFactor, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { notifyPeople } from "./notify-people.server";
import { KEEPERS, whyMayNot } from "./permission";
import { membershipsOf } from "./person-views.server";
import { queueEmail } from "./queue-email.server";
import { audienceOf, type PersonActor } from "./role";
import { mustHaveSecondFactor } from "./second-factor";

/**
 * Takes the authenticator app from somebody who has lost it and their backup codes, and ends their sessions.
 * It takes two people to get in by it: a keeper of the organisation does this, and only the person's own
 * mailbox gets the code to sign in with. The person and everybody who looks after people there are told.
 * Nobody does it to themselves, and somebody of the centre is helped by the centre alone. Throws Problem
 * not-found `not-a-member`, not-allowed `not-your-organisation`, `not-a-keeper` and `centre-authenticator`,
 * rule-broken `own-authenticator`.
 */
export async function resetAuthenticator(
  tx: Tx,
  input: { actor: PersonActor; at: Date; organisationCode: string; userId: string },
): Promise<void> {
  const { actor, at, organisationCode, userId } = input;
  const refusal = whyMayNot(actor, "reset-authenticator", organisationCode);
  if (refusal) throw refusal;
  if (userId === actor.userId) throw own();
  const [person] = await tx.select().from(user).where(eq(user.id, userId)).for("update");
  const memberships = await membershipsOf(tx, userId);
  const here = memberships.find(({ code }) => code === organisationCode);
  if (!person || !here) {
    throw new Problem("not-found", "not-a-member", "This person does not belong to the organisation");
  }
  if (mustHaveSecondFactor(memberships) && audienceOf(here.kind) !== "centre") throw centreOnly(person.name);
  await tx.delete(twoFactor).where(eq(twoFactor.userId, userId));
  await tx.update(user).set({ twoFactorEnabled: false, updatedAt: at }).where(eq(user.id, userId));
  await tx.delete(session).where(eq(session.userId, userId));
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "authenticator.reset",
    summary: `Reset the authenticator app of ${person.name}`,
    actor,
    at,
    before: { userId, twoFactorEnabled: person.twoFactorEnabled },
    after: { userId, twoFactorEnabled: false },
  });
  await tell(tx, input, { name: person.name, email: person.email, place: here.name });
}

async function tell(
  tx: Tx,
  { actor, organisationCode }: { actor: PersonActor; organisationCode: string },
  about: { name: string; email: string; place: string },
): Promise<void> {
  const kind = "authenticator-reset";
  await queueEmail(tx, {
    to: about.email,
    kind,
    subject: "Your authenticator app was reset",
    body: [
      `${actor.name} reset the authenticator app of your account, and ended your sessions. Sign in with a code by e-mail, and set up the app of your new phone.`,
      `If you did not ask ${actor.name} for this, tell whoever looks after people at ${about.place} now.`,
      { label: "Sign in", path: "/sign-in" },
    ],
  });
  await notifyPeople(
    tx,
    { organisationCode, roles: KEEPERS },
    {
      kind,
      subject: `The authenticator app of ${about.name} was reset`,
      body: [
        `${actor.name} reset the authenticator app of ${about.name} (${about.place}), who can sign in with a code by e-mail alone until they set up another.`,
        "If it was not asked for, remove the person's roles and call support.",
        { label: "People of your organisation", path: "/account/people" },
      ],
    },
  );
}

function own(): Problem {
  return new Problem("rule-broken", "own-authenticator", {
    title: "You cannot reset your own authenticator app here",
    detail: "Remove it with its code, or ask another person who looks after people at your organisation.",
    next: { label: "Your authenticator app", href: "/account/authenticator" },
  });
}

function centreOnly(name: string): Problem {
  return new Problem("not-allowed", "centre-authenticator", {
    title: `You cannot reset the authenticator app of ${name}`,
    detail: `${name} also works for the centre. A commercial officer or administrator of the centre can reset it.`,
    next: { label: "People of your organisation", href: "/account/people" },
  });
}
