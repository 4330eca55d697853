import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { standard, waiver } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { COMMERCIAL_ROLES, requireRole } from "./permission";
import { whyNotWaive } from "./waiver";

/**
 * Grants a time-boxed exception from one standard for one solution, for one buyer or for all. Answers its id. Throws
 * rule-broken when it has no reason or its days will not do (`whyNotWaive`); not-found; not-allowed.
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
  const why = whyNotWaive(validFrom, validTo, dayOf(input.at));
  if (why) {
    throw new Problem("rule-broken", why.code, { title: why.title, detail: "Choose another last day." });
  }
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
