import type { Tx } from "~db";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import { OWN_LOTS } from "~/domain/certification/verdict-views.server";
import type { Actor } from "~/domain/audit/event";
import type { Day } from "~/domain/shared/day";
import { changeItemState } from "./change-item-state.server";
import { freezeListing } from "./freeze-listing.server";

/**
 * Publishes a submitted listing as an immutable version. A solution must meet every standard that binds it on
 * that day, in each lot that it is offered in (product.md, section 4: publishing is a gate); throws rule-broken
 * naming what is missing when it does not. Answers the version; null of what is no solution. Throws Problem
 * not-found `no-such-item`, `solution-not-found` and `no-such-solution`, conflict `wrong-state`, rule-broken
 * `not-compliant`, gone `solution-withdrawn`.
 */
export async function publishListing(
  tx: Tx,
  input: { id: string; actor: Actor; at: Date; today: Day },
): Promise<number | null> {
  const item = await changeItemState(tx, { ...input, action: "publish" });
  if (item.kind !== "solution") return null;
  await requireCompliant(tx, {
    solutionId: input.id,
    lotId: OWN_LOTS,
    buyerKind: null,
    on: input.today,
    action: "publish this listing",
    next: { label: "Claims to assess", href: "/commercial/assessments" },
  });
  return freezeListing(tx, {
    solutionId: input.id,
    at: input.at,
    today: input.today,
    publishedBy: input.actor.userId,
  });
}
