import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { email } from "~db/schema/platform";
import { keysetList, type List, type SortOrder } from "../shared/keyset.server";
import { Problem } from "../shared/problem";

const columns = {
  id: email.id,
  to: email.toAddress,
  subject: email.subject,
  kind: email.kind,
  state: email.state,
  /** By the portal's clock, when it was handed over; null while it waits. */
  sentAt: email.sentAt,
};

export type MailRow = Pick<typeof email.$inferSelect, "id" | "subject" | "kind" | "state" | "sentAt"> & {
  to: string;
};

/**
 * By the moment that is shown, which is the portal's; what waits to be sent leads. When a row was written is the
 * database's clock, which only tells rows of one moment apart.
 */
const NEWEST: SortOrder = {
  keys: [
    { by: sql`coalesce(${email.sentAt}, '9999-12-31 00:00:00+00'::timestamptz)`, type: "timestamptz" },
    { by: email.createdAt, type: "timestamptz" },
    { by: sql`${email.id}::text`, type: "text" },
  ],
  descending: true,
};

/** E-mails, the newest first; with `to`, those to one address. */
export function mailbox(q: Queryable, { to }: { to?: string }): List<MailRow> {
  return keysetList<MailRow>(q, NEWEST, (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(email)
      .where(and(to ? eq(email.toAddress, to.toLowerCase()) : undefined, past)),
  );
}

/** One e-mail with its text. Throws Problem not-found `no-such-mail`. */
export async function mail(q: Queryable, id: string) {
  const [found] = await q
    .select({ ...columns, body: email.body })
    .from(email)
    .where(eq(email.id, id));
  if (!found) throw new Problem("not-found", "no-such-mail", { title: "There is no such e-mail" });
  return found;
}
