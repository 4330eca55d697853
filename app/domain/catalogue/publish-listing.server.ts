import type { Tx } from "~db";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import type { Actor } from "~/domain/audit/event";
import type { Day } from "~/domain/shared/day";
import { changeItemState } from "./change-item-state.server";
import { freezeListing } from "./freeze-listing.server";

/**
 * Publishes a submitted listing as an immutable version. A solution must meet every standard that binds it on that
 * day (product.md, section 4: publishing is a gate); throws rule-broken naming what is missing when it does not.
 */
export async function publishListing(
  tx: Tx,
  input: { id: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const item = await changeItemState(tx, { ...input, deed: "publish" });
  if (item.kind !== "solution") return;
  await requireCompliant(tx, { solutionId: input.id, lotId: null, buyerKind: null, on: input.today });
  await freezeListing(tx, {
    solutionId: input.id,
    at: input.at,
    today: input.today,
    publishedBy: input.actor.userId,
  });
}
