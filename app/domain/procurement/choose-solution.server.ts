import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlistItem } from "~db/schema/procurement";
import type { Actor } from "~/domain/events/event";
import { recordEvent } from "~/domain/events/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { lockShortlistFor } from "./load-shortlist.server";
import { checkChoice, type Choice } from "./shortlist";

/**
 * Records which solution of a locked shortlist is chosen and, for each other one, why it is not. Throws rule-broken
 * with the fields in question when a reason is missing; may be done again until the award.
 */
export async function chooseSolution(
  tx: Tx,
  input: Choice & { id: string; actor: Actor; at: Date },
): Promise<void> {
  const { id, chosenSolutionId, reasons, unmetNeeds = [], actor, at } = input;
  await lockShortlistFor(tx, { id, deed: "explain", actor });
  const items = await tx.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, id));
  const wrong = checkChoice(
    { chosenSolutionId, reasons },
    items.map((item) => item.solutionId),
  );
  if (Object.keys(wrong).length > 0) {
    throw new Problem(
      "rule-broken",
      "choice-not-explained",
      {
        title: "Every solution you do not choose needs a reason.",
        detail: "The reasons become part of the award record.",
      },
      { fields: wrong },
    );
  }
  const others = items.filter((item) => item.solutionId !== chosenSolutionId);
  const why = Object.fromEntries(others.map(({ solutionId }) => [solutionId, reasons[solutionId]!.trim()]));
  const unmet = others.filter(({ solutionId }) => unmetNeeds.includes(solutionId));
  await tx
    .update(shortlistItem)
    .set({
      chosen: sql`${shortlistItem.solutionId} = ${chosenSolutionId}::text`,
      exclusionReason: sql`${JSON.stringify(why)}::text::jsonb ->> ${shortlistItem.solutionId}`,
      unmetNeed: sql`${JSON.stringify(unmet.map((item) => item.solutionId))}::text::jsonb ? ${shortlistItem.solutionId}`,
    })
    .where(eq(shortlistItem.shortlistId, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.choice-explained",
    summary: `Chose ${chosenSolutionId} and gave a reason for each of the ${items.length - 1} others`,
    actor,
    at,
    before: items.map(({ solutionId, chosen, exclusionReason, unmetNeed }) => ({
      solutionId,
      chosen,
      exclusionReason,
      unmetNeed,
    })),
    after: { chosenSolutionId, reasons, unmetNeeds },
  });
}
