import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "~db";
import { membership, user } from "~db/schema/people";
import { queueEmails } from "./queue-emails.server";

export interface Message {
  kind: string;
  subject: string;
  body: string;
}

/** Queues an e-mail to everyone who has one of the roles at an organisation. Returns how many were told. */
export async function notifyPeople(
  tx: Tx,
  to: { organisationCode: string; roles: readonly string[] },
  message: Message,
): Promise<number> {
  const people = await tx
    .selectDistinct({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(eq(membership.organisationCode, to.organisationCode), inArray(membership.role, [...to.roles])),
    );
  const ids = await queueEmails(
    tx,
    people.map(({ email }) => email),
    message,
  );
  return ids.length;
}
