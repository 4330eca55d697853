import type { Tx } from "~db";
import { email } from "~db/schema/platform";
import { enqueue } from "~/platform/queue.server";

export interface NewEmail {
  to: string;
  /** What it is about, for filtering: sign-in-code, invitation, order-approval ... */
  kind: string;
  subject: string;
  /** Plain text in short paragraphs; links stand on a line of their own. */
  body: string;
}

/** Writes an e-mail down and has it sent after the commit; if the deed fails, neither happens. Answers its id. */
export async function queueEmail(tx: Tx, { to, kind, subject, body }: NewEmail): Promise<string> {
  const [row] = await tx
    .insert(email)
    .values({ toAddress: to.toLowerCase(), kind, subject, body })
    .returning({ id: email.id });
  await enqueue(tx, "send-email", { emailId: row!.id });
  return row!.id;
}
