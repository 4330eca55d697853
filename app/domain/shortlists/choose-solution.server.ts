import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlistItem } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { lockShortlistFor } from "./load-shortlist.server";
import { checkChoice, leavesNoOther, type Choice } from "./shortlist";

/**
 * Records which solution of a locked shortlist is chosen and, for each other one, why it is not and, where it
 * does not meet the need, which need. Throws rule-broken with the fields in question when a reason is
 * missing, and when all others are left out so and nobody has looked again; may be done again until the
 * award. Codes: rule-broken `choice-not-explained` and `look-again`, not-allowed `procurement-lead-only`,
 * not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function chooseSolution(
  tx: Tx,
  input: Choice & { id: string; actor: Actor; at: Date },
): Promise<void> {
  const { id, chosenSolutionId, reasons, unmetNeeds = {}, lookedAgain = false, actor, at } = input;
  await lockShortlistFor(tx, { id, action: "explain", actor });
  const items = await tx.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, id));
  const ids = items.map((item) => item.solutionId);
  const wrong = checkChoice({ chosenSolutionId, reasons, unmetNeeds }, ids);
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
  const noOther = leavesNoOther({ chosenSolutionId, reasons, unmetNeeds }, ids);
  if (noOther && !lookedAgain) {
    throw new Problem("rule-broken", "look-again", {
      title: "Look again: you say of every other solution that it does not meet the need.",
      detail: "Then nothing is left to rank your choice against. Confirm that you have looked a second time.",
    });
  }
  const others = items.filter((item) => item.solutionId !== chosenSolutionId);
  const why = Object.fromEntries(others.map(({ solutionId }) => [solutionId, reasons[solutionId]!.trim()]));
  const unmet = Object.fromEntries(
    others
      .filter(({ solutionId }) => unmetNeeds[solutionId] !== undefined)
      .map(({ solutionId }) => [solutionId, unmetNeeds[solutionId]!.trim()]),
  );
  await tx
    .update(shortlistItem)
    .set({
      chosen: sql`${shortlistItem.solutionId} = ${chosenSolutionId}::text`,
      exclusionReason: sql`${JSON.stringify(why)}::text::jsonb ->> ${shortlistItem.solutionId}`,
      unmetNeed: sql`${JSON.stringify(unmet)}::text::jsonb ? ${shortlistItem.solutionId}`,
      unmetNeedText: sql`${JSON.stringify(unmet)}::text::jsonb ->> ${shortlistItem.solutionId}`,
    })
    .where(eq(shortlistItem.shortlistId, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.choice-explained",
    summary: `Chose ${chosenSolutionId} and gave a reason for each of the ${items.length - 1} others`,
    actor,
    at,
    before: items.map(({ solutionId, chosen, exclusionReason, unmetNeed, unmetNeedText }) => ({
      solutionId,
      chosen,
      exclusionReason,
      unmetNeed,
      unmetNeedText,
    })),
    after: { chosenSolutionId, reasons: why, unmetNeeds: unmet, lookedAgain: noOther },
  });
}
