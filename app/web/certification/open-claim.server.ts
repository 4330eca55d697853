import { redirect } from "@remix-run/node";
import type { Queryable } from "~db";
import { evidenceGap, isWithSupplier } from "~/domain/certification/claims/claim";
import { claimView, type ClaimView } from "~/domain/certification/claims/claim-views.server";
import { claimableVersions } from "~/domain/certification/claims/claimable-views.server";
import type { Day } from "~/domain/shared/day";
import { claimable } from "./claim-subject.server";

/** A claim that its supplier writes, with what is missing in it. */
export interface OpenClaim extends ClaimView {
  /** By item: what keeps its evidence from being complete today; null when it is complete. */
  gaps: Record<number, string | null>;
  complete: boolean;
  /** The version to go on with, where its own cannot be claimed any more; null when it can, or when none can. */
  goesOnWith: { versionId: string; version: string } | null;
}

/** A claim that is with its supplier. One that is not is shown instead: redirects to its page. Throws not-found. */
export async function openClaim(
  q: Queryable,
  { claimId, supplierId, today }: { claimId: string; supplierId: string; today: Day },
): Promise<OpenClaim> {
  const claim = await claimView(q, { claimId, supplierId });
  if (!isWithSupplier(claim.state)) throw redirect(`/supplying/certification/claims/${claimId}`);
  return withGaps(q, claim, today);
}

/** What is missing in a claim, and with which version it goes on. */
export async function withGaps(q: Queryable, claim: ClaimView, today: Day): Promise<OpenClaim> {
  const useful = claimable(await claimableVersions(q, { on: today }), claim);
  const gaps = Object.fromEntries(
    claim.evidence.map((item) => {
      const given = item.given.map((one) => ({ ...one, itemPosition: item.position }));
      return [item.position, evidenceGap(item, given, today)];
    }),
  );
  const goesOnWith =
    useful && useful.versionId !== claim.versionId
      ? { versionId: useful.versionId, version: useful.version }
      : null;
  const complete = goesOnWith === null && Object.values(gaps).every((gap) => gap === null);
  return { ...claim, gaps, complete, goesOnWith };
}
