import type { Tx } from "~db";
import { queueEmails } from "./queue-emails.server";

export interface NewEmail {
  to: string;
  /** What it is about, for filtering: sign-in-code, invitation, order-approval ... */
  kind: string;
  subject: string;
  /** Plain text in short paragraphs; links stand on a line of their own. */
  body: string;
}

/** Writes an e-mail down and has it sent after the commit; if the deed fails, neither happens. Answers its id. */
export async function queueEmail(tx: Tx, { to, ...words }: NewEmail): Promise<string> {
  const [id] = await queueEmails(tx, [to], words);
  return id!;
}
