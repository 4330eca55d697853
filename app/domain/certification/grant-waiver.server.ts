import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { standard, waiver } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { COMMERCIAL_ROLES, requireRole } from "./permission";
import { whyTooLong } from "./waiver-term";

/**
 * Grants a time-boxed exception from one standard for one solution, for one buyer or for all. Answers its id. Throws
 * rule-broken when it has no reason, ends before it starts or runs for over a year; not-found; not-allowed.
 */
export async function grantWaiver(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    standardId: string;
    solutionId: string;
    buyerCode: string | null;
    validFrom: Day;
    validTo: Day;
    reason: string;
  },
): Promise<string> {
  requireRole(input.actor, COMMERCIAL_ROLES, "grant a waiver");
  const { standardId, solutionId, buyerCode, validFrom, validTo, reason } = input;
  if (reason.trim() === "")
    throw new Problem("rule-broken", "reason-missing", "Give the reason for the waiver.");
  if (validTo < validFrom)
    throw new Problem("rule-broken", "dates-reversed", "A waiver ends after it starts.");
  const title = whyTooLong(validFrom, validTo);
  if (title)
    throw new Problem("rule-broken", "waiver-too-long", { title, detail: "Choose an earlier last day." });
  const [[of], [item]] = await Promise.all([
    tx.select().from(standard).where(eq(standard.id, standardId)),
    tx.select().from(catalogueItem).where(eq(catalogueItem.id, solutionId)),
  ]);
  if (!of || !item)
    throw new Problem("not-found", "waiver-subject-not-found", "There is no such standard or solution.");
  const [made] = await tx
    .insert(waiver)
    .values({ standardId, solutionId, buyerCode, validFrom, validTo, reason, grantedBy: input.actor.userId })
    .returning({ id: waiver.id });
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "waiver.granted",
    summary: `Waived ${of.title} for ${item.name} until ${formatDay(validTo)}: ${reason}`,
    actor: input.actor,
    at: input.at,
    after: { waiverId: made!.id, standardId, buyerCode, validFrom, validTo, reason },
  });
  return made!.id;
}
