import type { Tx } from "~db";
import { email } from "~db/schema/platform";
import { enqueueEach } from "~/platform/queue.server";
import type { NewEmail } from "./queue-email.server";

/** The same e-mail to each of several people, whatever their number in two round trips. Answers the ids. */
export async function queueEmails(
  tx: Tx,
  to: readonly string[],
  { kind, subject, body }: Omit<NewEmail, "to">,
): Promise<string[]> {
  if (to.length === 0) return [];
  const rows = await tx
    .insert(email)
    .values(to.map((address) => ({ toAddress: address.toLowerCase(), kind, subject, body })))
    .returning({ id: email.id });
  await enqueueEach(
    tx,
    "send-email",
    rows.map(({ id }) => ({ emailId: id })),
  );
  return rows.map(({ id }) => id);
}
