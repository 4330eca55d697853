import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { isMechanism } from "./mechanism";
import type { Lot } from "./route";

/**
 * Adds a lot to a framework; values include VAT. Throws rule-broken for a mechanism that cannot be run (PA-06
 * wants an objective one) or a range of values or terms upside down, not-found, conflict, not-allowed. Codes: rule-broken
 * `mechanism-unknown`, `values-reversed` and `terms-reversed`, not-found `framework-not-found`, conflict `lot-exists`,
 * not-allowed `role-missing`.
 */
export async function createLot(
  tx: Tx,
  input: { actor: Actor; at: Date; frameworkId: string; lot: Lot & { scope: string } },
): Promise<void> {
  requireRole(input.actor, COMMERCIAL_ROLES, "add a lot");
  const { directAwardMechanism, minimumValue, maximumValue } = input.lot;
  if (directAwardMechanism !== null && !isMechanism(directAwardMechanism)) {
    throw new Problem("rule-broken", "mechanism-unknown", {
      title: `There is no objective mechanism called ${directAwardMechanism}.`,
      detail: "Choose lowest_total_cost, or none: then suppliers of the lot always compete.",
      rule: "PA-06",
    });
  }
  if (minimumValue !== null && maximumValue !== null && minimumValue > maximumValue) {
    throw new Problem("rule-broken", "values-reversed", "The lot's smallest value is above its largest.");
  }
  if (input.lot.minimumTermMonths > input.lot.maximumTermMonths) {
    throw new Problem("rule-broken", "terms-reversed", "The lot's shortest term is above its longest.");
  }
  const [[of], [known]] = await Promise.all([
    tx.select().from(framework).where(eq(framework.id, input.frameworkId)),
    tx.select({ id: lot.id }).from(lot).where(eq(lot.id, input.lot.id)),
  ]);
  if (!of) throw new Problem("not-found", "framework-not-found", "There is no such framework.");
  if (known) throw new Problem("conflict", "lot-exists", `There is a lot ${input.lot.id} already.`);
  await tx.insert(lot).values({
    ...input.lot,
    eligibleBuyerKinds: [...input.lot.eligibleBuyerKinds],
    frameworkId: of.id,
  });
  await recordEvent(tx, {
    stream: `framework:${of.id}`,
    action: "lot.created",
    summary: `Added lot ${input.lot.number}, ${input.lot.name}`,
    actor: input.actor,
    at: input.at,
    after: input.lot,
  });
}
