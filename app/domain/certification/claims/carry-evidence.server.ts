import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { evidence, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { carryForward } from "./carry-forward-views.server";
import { requireClaimWithSupplier } from "./require-claim-with-supplier.server";

/**
 * A claim takes over what was given for a former version of the product and still counts, each marked with that version. Answers how
 * many items have evidence by it. Throws Problem rule-broken `nothing-to-take-over`, and what its guards throw.
 */
export async function carryEvidence(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; claimId: string },
): Promise<number> {
  const { actor, at, today, claimId } = input;
  const known = await requireClaimWithSupplier(tx, { claimId, actor });
  const [of] = await tx
    .select({ standardId: standardVersion.standardId })
    .from(standardVersion)
    .where(eq(standardVersion.id, known.standardVersionId));
  const plan = await carryForward(
    tx,
    { ...known, standardId: of!.standardId, versionId: known.standardVersionId },
    today,
  );
  if (!plan || plan.taken.length === 0) {
    throw new Problem("rule-broken", "nothing-to-take-over", {
      title: "There is no evidence to take over.",
      detail: "What was given for a former version is out of date, or is here already. Give new evidence.",
      next: { label: "The claim", href: `/supplying/certification/claims/${claimId}` },
    });
  }
  const rows = plan.taken.flatMap(({ item, evidence: given }) =>
    given.map(({ id: _id, ...row }) => ({
      ...row,
      claimId,
      submission: known.submission,
      itemPosition: item.position,
      itemTitle: item.title,
      takenFrom: row.takenFrom ?? plan.productVersion,
    })),
  );
  await insertRows(tx, evidence, rows);
  await recordEvent(tx, {
    stream: `claim:${claimId}`,
    action: "claim.evidence-carried",
    summary: `Took over evidence of version ${plan.productVersion} for ${plan.taken.length === 1 ? "one item" : `${plan.taken.length} items`}`,
    actor,
    at,
    after: { from: plan.productVersion, items: plan.taken.map(({ item }) => item.title) },
  });
  return plan.taken.length;
}
