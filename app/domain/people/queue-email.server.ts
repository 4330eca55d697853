import type { Tx } from "~db";
import { email } from "~db/schema/platform";
import { enqueue } from "~/platform/queue.server";
import { subjectLine, type Message } from "../shared/mail";

export interface NewEmail extends Message {
  to: string;
}

/** Writes an e-mail down and has it sent after the commit; if the action fails, neither happens. Answers its id. */
export async function queueEmail(tx: Tx, { to, kind, subject, body }: NewEmail): Promise<string> {
  const [row] = await tx
    .insert(email)
    .values({ toAddress: to.toLowerCase(), kind, subject: subjectLine(subject), body })
    .returning({ id: email.id });
  await enqueue(tx, "send-email", { emailId: row!.id });
  return row!.id;
}
