import { sql } from "drizzle-orm";
import type { Tx } from "~db";
import { textArray } from "~db/lists";
import { enqueueFrom } from "~/platform/queue.server";
import { subjectLine, type Message } from "../shared/mail";

/**
 * Queues an e-mail to everyone who has one of the roles at an organisation, as `queueEmail` does for one: written down
 * and sent after the commit, or neither. `organisationCode` null: at any; several: at each of them. `exceptUserId` is left out: who did it knows. One round trip
 * however many they are. Returns how many were told.
 */
export async function notifyPeople(
  tx: Tx,
  to: {
    organisationCode: string | readonly string[] | null;
    roles: readonly string[];
    exceptUserId?: string | null;
  },
  { kind, subject, body }: Message,
): Promise<number> {
  if (to.roles.length === 0) return 0;
  const there =
    to.organisationCode === null
      ? sql`true`
      : typeof to.organisationCode === "string"
        ? sql`member.organisation_code = ${to.organisationCode}`
        : sql`member.organisation_code = any(${textArray([...to.organisationCode])})`;
  return enqueueFrom(
    tx,
    "send-email",
    sql`
      insert into email (to_address, kind, subject, body)
        select distinct lower(person.email), ${kind}::text, ${subjectLine(subject)}::text, ${JSON.stringify(body)}::text::jsonb
          from membership member join "user" person on person.id = member.user_id
          where ${there} and member.role = any(${textArray(to.roles)})
            and (${to.exceptUserId ?? null}::text is null or person.id <> ${to.exceptUserId ?? null}::text)
        returning json_build_object('emailId', id)`,
  );
}
