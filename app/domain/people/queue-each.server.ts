import type { Tx } from "~db";
import type { Message } from "../shared/mail";
import { queueEmail } from "./queue-email.server";

/** The same message to each of these people, one after the other. */
export async function queueEach(
  tx: Tx,
  people: readonly { email: string }[],
  message: Message,
): Promise<void> {
  for (const { email: to } of people) await queueEmail(tx, { ...message, to });
}
