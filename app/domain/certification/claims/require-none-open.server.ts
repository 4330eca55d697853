import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { claim, standardVersion } from "~db/schema/certification";
import { Problem } from "~/domain/shared/problem";
import type { ClaimHolder } from "./require-claim-holder.server";

/**
 * One claim at a time for a standard and its holder, of a product for each version: the assessors would decide the same thing twice. Throws Problem
 * conflict `claim-open`, with the way to the other one.
 */
export async function requireNoneOpen(
  tx: Tx,
  {
    supplierId,
    solutionId,
    productVersion,
    claimId,
  }: ClaimHolder & { productVersion: string | null; claimId?: string },
  { id: standardId, title }: { id: string; title: string },
): Promise<void> {
  const [open] = await tx
    .select({ id: claim.id, state: claim.state })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .where(
      and(
        eq(claim.supplierId, supplierId),
        solutionId === null ? isNull(claim.solutionId) : eq(claim.solutionId, solutionId),
        // Claims for two versions of one product are two questions.
        sql`${claim.productVersion} is not distinct from ${productVersion}::text`,
        eq(standardVersion.standardId, standardId),
        isAnyOf(claim.state, ["draft", "submitted", "in_review", "returned"]),
        claimId === undefined ? undefined : ne(claim.id, claimId),
      ),
    );
  if (!open) return;
  throw new Problem("conflict", "claim-open", {
    ...openClaimWords(open.state, title),
    next: { label: "Open that claim", href: `/supplying/certification/claims/${open.id}` },
  });
}

function openClaimWords(state: string, title: string) {
  if (state === "draft") {
    return { title: `You have begun a claim of ${title} already.`, detail: "Go on with that one." };
  }
  if (state === "returned") {
    return {
      title: `A claim of ${title} came back to you for correction.`,
      detail: "Correct that one and send it again.",
    };
  }
  return {
    title: `A claim of ${title} is with the assessors already.`,
    detail: "Wait for its decision. You will be e-mailed.",
  };
}
