import type { Task } from "graphile-worker";
import { eq } from "drizzle-orm";
import { email } from "~db/schema/platform";
import { addressed, LETS_ITS_READER_IN } from "~/domain/shared/mail";
import { emailGateway } from "~/gateways/email.server";
import { notifyMarkdown } from "~/gateways/notify-markdown";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { readPayload } from "~/platform/queue.server";
import { singleton } from "~/platform/singleton.server";

const gateway = () =>
  singleton("email-gateway", () => {
    const { NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID } = env();
    return emailGateway({ apiKey: NOTIFY_API_KEY, templateId: NOTIFY_TEMPLATE_ID });
  });

/** What remains of a mail that lets its reader in, once it is delivered; only a demonstration's mailbox keeps it. */
function withoutSecret(kind: string) {
  if (env().DEMO || !LETS_ITS_READER_IN.has(kind)) return {};
  return { body: ["What this e-mail said was removed when it was sent, because it let its reader in."] };
}

/**
 * Sends one e-mail, once. A crash between handing it over and noting that leaves it "queued"; the next try then asks
 * the provider for it by our id before it sends anything.
 */
export const sendEmail: Task = async (payload, { job }) => {
  const { emailId } = readPayload("send-email", payload);
  const { db } = database();
  const [mail] = await db.select().from(email).where(eq(email.id, emailId));
  if (!mail || mail.state === "sent") return;
  const earlier = job.attempts > 1 ? await gateway().find(mail.id) : null;
  try {
    const { id: reference, toAddress: to, subject } = mail;
    const body = notifyMarkdown(addressed(mail.body, env().PUBLIC_URL));
    const providerReference =
      earlier ?? (await gateway().send({ reference, to, subject, body })).providerReference;
    const sent = { state: "sent", providerReference, sentAt: clock().now() };
    await db
      .update(email)
      .set({ ...sent, ...withoutSecret(mail.kind) })
      .where(eq(email.id, emailId));
  } catch (error) {
    if (job.attempts >= job.max_attempts) {
      await db
        .update(email)
        .set({ state: "failed", ...withoutSecret(mail.kind) })
        .where(eq(email.id, emailId));
    }
    throw error;
  }
};
