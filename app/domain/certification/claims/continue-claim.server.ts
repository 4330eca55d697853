import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { claim, evidence, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { evidenceItemsOf } from "./claimable-views.server";
import { claimedVersion } from "./claimed-version-views.server";
import { requireClaimWithSupplier } from "./require-claim-with-supplier.server";

/**
 * A claim that is with its supplier goes on with another version of its standard, because its own cannot be claimed any
 * more. What was given stays for items of the same title and goes where the other version asks for them; the rest goes from
 * this submission. Answers how many items kept their evidence. Throws rule-broken (another standard, not in force),
 * conflict, not-allowed. Codes: rule-broken `other-standard`, and what its guards throw.
 */
export async function continueClaim(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; claimId: string; standardVersionId: string },
): Promise<number> {
  const { actor, at, today, claimId, standardVersionId } = input;
  const known = await requireClaimWithSupplier(tx, { claimId, actor });
  const { version, standard } = await claimedVersion(tx, standardVersionId, today);
  const [former] = await tx
    .select()
    .from(standardVersion)
    .where(eq(standardVersion.id, known.standardVersionId));
  if (former?.standardId !== standard.id) {
    throw new Problem("rule-broken", "other-standard", {
      title: `This claim is not of ${standard.title}.`,
      detail: "A claim goes on with another version of its own standard. Make a new claim for another one.",
    });
  }
  const asked = await evidenceItemsOf(tx, { versionId: version.id });
  if (former.id === version.id) return asked.length;
  const current = and(eq(evidence.claimId, claimId), eq(evidence.submission, known.submission));
  const titles = asked.map((item) => item.title);
  const kept = await tx.select({ title: evidence.itemTitle, id: evidence.id }).from(evidence).where(current);
  for (const { title, id } of kept) {
    const item = asked[titles.indexOf(title)];
    if (item) await tx.update(evidence).set({ itemPosition: item.position }).where(eq(evidence.id, id));
    else await tx.delete(evidence).where(eq(evidence.id, id));
  }
  await tx.update(claim).set({ standardVersionId }).where(eq(claim.id, claimId));
  await recordEvent(tx, {
    stream: `claim:${claimId}`,
    action: "claim.continued",
    summary: `Went on with version ${version.version} of ${standard.title}`,
    actor,
    at,
    before: { standardVersionId: former.id },
    after: { standardVersionId },
  });
  const [{ count }] = (await tx
    .select({ count: sql<number>`count(distinct ${evidence.itemPosition})::int` })
    .from(evidence)
    .where(current)) as [{ count: number }];
  return count;
}
