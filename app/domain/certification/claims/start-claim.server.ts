import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { claim, evidence } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { evidenceItemsOf } from "./claimable-views.server";
import { openConditionsOf } from "./open-conditions-views.server";
import { claimedVersion } from "./claimed-version-views.server";
import { requireHolder, type ClaimHolder } from "./require-claim-holder.server";
import { requireNoneOpen } from "./require-none-open.server";
import { requireClaimedProduct } from "./require-claimed-product.server";

/**
 * A supplier begins a claim that it, or one of its solutions, meets a version of a standard: a draft that only its own
 * people see, to be given evidence and sent. Where a certificate of theirs has conditions that nobody met, it begins from the
 * claim behind that, with its evidence where the version asks for the same. Answers the claim's id. Throws conflict (another one is open), rule-broken
 * (not in force, superseded, wrong holder), not-allowed. Codes: what its guards throw.
 */
export async function startClaim(
  tx: Tx,
  input: ClaimHolder & {
    actor: Actor;
    at: Date;
    today: Day;
    standardVersionId: string;
    /** The version of the product; without it the one that waits for evidence, else the one on sale. */
    productVersion?: string | null;
  },
): Promise<string> {
  const { actor, at, today, supplierId, solutionId, standardVersionId } = input;
  const { version, standard } = await claimedVersion(tx, standardVersionId, today);
  const holder = await requireHolder(tx, input, standard);
  const productVersion = await requireClaimedProduct(tx, input);
  await requireNoneOpen(tx, { ...input, productVersion }, standard);
  const [made] = await tx
    .insert(claim)
    .values({ standardVersionId, supplierId, solutionId, productVersion, state: "draft", createdAt: at })
    .returning({ id: claim.id });
  await recordEvent(tx, {
    stream: `claim:${made!.id}`,
    action: "claim.begun",
    summary: `Began a claim that ${holder} meets ${standard.title}, version ${version.version}`,
    actor,
    at,
    after: { state: "draft", standardVersionId, solutionId, ...(productVersion ? { productVersion } : {}) },
  });
  const open = await openConditionsOf(tx, { supplierId, solutionId, standardId: standard.id, today });
  if (open?.former) await copyEvidence(tx, { ...open.former, to: made!.id, standardVersionId });
  return made!.id;
}

/** What was given for a claim, for the items of a version that have the same title. */
async function copyEvidence(
  tx: Tx,
  of: { claimId: string; submission: number; to: string; standardVersionId: string },
): Promise<void> {
  const asked = await evidenceItemsOf(tx, { versionId: of.standardVersionId });
  const positions = new Map(asked.map((item) => [item.title, item.position]));
  const given = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.claimId, of.claimId), eq(evidence.submission, of.submission)));
  const kept = given.flatMap(({ id: _id, ...row }) => {
    const itemPosition = positions.get(row.itemTitle);
    return itemPosition === undefined ? [] : [{ ...row, claimId: of.to, submission: 1, itemPosition }];
  });
  await insertRows(tx, evidence, kept);
}
