import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import type { orderApproval } from "~db/schema/orders";
import { user } from "~db/schema/people";
import { dayOf, formatDay } from "~/domain/shared/day";
import { asSentence } from "~/domain/shared/sentence";

/** Who decided about a share, when and why, for whoever comes second: "Tom Okafor declined it on ... Reason: ..." */
export async function decidedText(
  q: Queryable,
  { state, decidedBy, decidedAt, reason }: typeof orderApproval.$inferSelect,
): Promise<string> {
  const [by] = await q
    .select({ name: user.name })
    .from(user)
    .where(eq(user.id, decidedBy ?? ""));
  const why = reason ? ` Reason: ${asSentence(reason)}` : "";
  return `${by?.name ?? "A colleague"} ${state} it on ${formatDay(dayOf(decidedAt!))}.${why}`;
}
