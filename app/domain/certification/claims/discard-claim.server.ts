import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { claim, evidence } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { requireClaimWithSupplier } from "./require-claim-with-supplier.server";

/**
 * A supplier throws away a claim that was never sent, with its evidence. Throws conflict `claim-sent` for one that was,
 * and what its guards throw.
 */
export async function discardClaim(
  tx: Tx,
  input: { actor: Actor; at: Date; claimId: string },
): Promise<void> {
  const { actor, at, claimId } = input;
  const known = await requireClaimWithSupplier(tx, { claimId, actor });
  if (known.state !== "draft") {
    throw new Problem("conflict", "claim-sent", {
      title: "This claim was sent once, so it is kept.",
      detail: "Correct it and send it again, or leave it as it is: it binds nobody.",
      next: { label: "See where it stands", href: `/supplying/certification/claims/${claimId}` },
    });
  }
  await tx.delete(evidence).where(eq(evidence.claimId, claimId));
  await tx.delete(claim).where(eq(claim.id, claimId));
  await recordEvent(tx, {
    stream: `claim:${claimId}`,
    action: "claim.discarded",
    summary: "Discarded a claim that was never sent",
    actor,
    at,
    before: { state: "draft", standardVersionId: known.standardVersionId, solutionId: known.solutionId },
  });
}
