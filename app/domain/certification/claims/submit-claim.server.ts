import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { claim } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { requireNextState } from "~/domain/shared/state-table";
import { CLAIM_STATES, type ClaimState } from "./claim";
import { evidenceItemsOf } from "./claimable-views.server";
import { claimedVersion, evidenceGiven } from "./claimed-version-views.server";
import { requireClaimWithSupplier } from "./require-claim-with-supplier.server";
import { requireEvidence } from "./require-evidence";
import { requireHolder } from "./require-claim-holder.server";
import { requireNoneOpen } from "./require-none-open.server";

/**
 * A supplier sends a claim to the assessors, for the first time or after it came back: with all evidence, of a version
 * that still counts. Throws rule-broken (not in force, superseded, evidence), not-allowed, conflict (sent already).
 * Codes: what its guards throw.
 */
export async function submitClaim(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; claimId: string },
): Promise<void> {
  const { actor, at, today, claimId } = input;
  const known = await requireClaimWithSupplier(tx, { claimId, actor });
  const { version, standard } = await claimedVersion(tx, known.standardVersionId, today);
  const { supplierId, solutionId, productVersion } = known;
  const holder = await requireHolder(tx, { actor, supplierId, solutionId }, standard);
  await requireNoneOpen(tx, { supplierId, solutionId, productVersion, claimId }, standard);
  const given = await evidenceGiven(tx, known);
  requireEvidence(await evidenceItemsOf(tx, { versionId: version.id }), given, today);
  const before = known.state as ClaimState;
  const state = requireNextState(CLAIM_STATES, "claim", before, "submit");
  await tx
    .update(claim)
    .set({ state, submittedAt: at, decidedAt: null, decidedBy: null })
    .where(eq(claim.id, claimId));
  await recordEvent(tx, {
    stream: `claim:${claimId}`,
    action: "claim.submitted",
    summary: `Claimed that ${holder} meets ${standard.title}, version ${version.version}`,
    actor,
    at,
    before: { state: before },
    after: {
      state,
      standardVersionId: version.id,
      submission: known.submission,
      evidence: given,
    },
  });
}
