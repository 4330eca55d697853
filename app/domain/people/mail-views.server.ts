import { desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { email } from "~db/schema/platform";
import { Problem } from "../shared/problem";

const columns = {
  id: email.id,
  to: email.toAddress,
  subject: email.subject,
  kind: email.kind,
  state: email.state,
  createdAt: email.createdAt,
};

const NEWEST = 100;

/** The newest hundred e-mails, or those to one address. */
export async function mailbox(q: Queryable, { to }: { to?: string }) {
  return q
    .select(columns)
    .from(email)
    .where(to ? eq(email.toAddress, to.toLowerCase()) : undefined)
    .orderBy(desc(email.createdAt), desc(email.id))
    .limit(NEWEST);
}

/** One e-mail with its text. */
export async function mail(q: Queryable, id: string) {
  const [found] = await q
    .select({ ...columns, body: email.body })
    .from(email)
    .where(eq(email.id, id));
  if (!found) throw new Problem("not-found", "no-such-mail", { title: "There is no such e-mail" });
  return found;
}
