import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { standard } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { addDays, dayOf, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { COMMERCIAL_ROLES, requireRole } from "./permission";
import { standardsMet } from "./standards-met-views.server";
import { whyNotWaive } from "./waivers/waiver";

/**
 * That a standard can be waived for a solution on these days, with their names. Throws Problem rule-broken where the
 * days will not do (`whyNotWaive`) and `standard-met` where a certificate holds on all of them, not-found `waiver-subject-not-found`, not-allowed `role-missing`.
 */
export async function requireWaivable(
  tx: Tx,
  input: { actor: Actor; at: Date; standardId: string; solutionId: string; validFrom: Day; validTo: Day },
): Promise<{ standardTitle: string; solutionName: string }> {
  requireRole(input.actor, COMMERCIAL_ROLES, "grant a waiver");
  const why = whyNotWaive(input.validFrom, input.validTo, dayOf(input.at));
  if (why) {
    throw new Problem("rule-broken", why.code, { title: why.title, detail: "Choose another last day." });
  }
  const [[of], [item]] = await Promise.all([
    tx.select().from(standard).where(eq(standard.id, input.standardId)),
    tx.select().from(catalogueItem).where(eq(catalogueItem.id, input.solutionId)),
  ]);
  if (!of || !item)
    throw new Problem("not-found", "waiver-subject-not-found", "There is no such standard or solution.");
  const held = await holdsThroughout(tx, input);
  if (held) {
    throw new Problem("rule-broken", "standard-met", {
      title: `${item.name} meets ${of.title} already, so there is nothing to waive.`,
      detail: `Certificate ${held.number} holds ${held.validTo === null ? "without a last day" : `until ${formatDay(held.validTo)}`}. A waiver may begin when it ends, or last beyond it.`,
      rule: "A waiver stands for a standard that is not met",
    });
  }
  return { standardTitle: of.title, solutionName: item.name };
}

/** The certificate that holds last, where one or one after the other hold on every day from the first to the last; or null. */
async function holdsThroughout(
  tx: Tx,
  days: { standardId: string; solutionId: string; validFrom: Day; validTo: Day },
): Promise<{ number: string; validTo: Day | null } | null> {
  let on = days.validFrom;
  for (;;) {
    const any = { lotId: null, buyerKind: null, buyerCode: null };
    const [met] = await standardsMet(tx, { solutionIds: [days.solutionId], ...any, on });
    const held = met?.certificates.get(days.standardId);
    if (!held) return null;
    if (held.validTo === null || held.validTo >= days.validTo) return held;
    on = addDays(held.validTo, 1);
  }
}
