import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "~db";
import { membership, user } from "~db/schema/people";
import { queueEmail } from "../people/queue-email.server";
import type { Message } from "../shared/mail";

/** Writes to every commercial officer but the one who did it: the second pair of eyes. Returns how many were told. */
export async function tellOfficers(
  tx: Tx,
  letter: Message & { exceptUserId: string | null },
): Promise<number> {
  const { exceptUserId, ...message } = letter;
  const officers = await tx
    .selectDistinct({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.role, "commercial_officer"),
        exceptUserId === null ? undefined : ne(user.id, exceptUserId),
      ),
    );
  for (const { email } of officers) await queueEmail(tx, { to: email, ...message });
  return officers.length;
}
