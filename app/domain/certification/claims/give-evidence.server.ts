import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { evidence } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { ownFile } from "~/domain/files/file-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { EvidenceInput } from "./claim";
import { evidenceItemsOf } from "./claimable-views.server";
import { requireClaimWithSupplier } from "./require-claim-with-supplier.server";
import { requireEvidence } from "./require-evidence";

/** A file is evidence only for those who brought it. */
async function requireOwnFiles(tx: Tx, actor: Actor, given: readonly EvidenceInput[]): Promise<void> {
  for (const { kind, fileId } of given) {
    if (kind !== "file") continue;
    const organisationCode = actor.organisationCode ?? "";
    if (!fileId || !(await ownFile(tx, { id: fileId, organisationCode }))) {
      throw new Problem("rule-broken", "file-missing", {
        title: "The file is not here.",
        detail: "It may have been removed because it stood unused for two days. Choose it again.",
      });
    }
  }
}

/**
 * A supplier gives evidence for items of a claim that is with it, in place of what was given for them before; evidence of
 * an earlier submission stays. Throws rule-broken (an item that is not asked for, evidence that does not fit or is out of
 * date, a file of somebody else), conflict, not-allowed. Codes: rule-broken `no-such-item` and `file-missing`, and what
 * its guards throw.
 */
export async function giveEvidence(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; claimId: string; evidence: readonly EvidenceInput[] },
): Promise<void> {
  const { actor, at, today, claimId, evidence: given } = input;
  const known = await requireClaimWithSupplier(tx, { claimId, actor });
  if (given.length === 0) return;
  const asked = await evidenceItemsOf(tx, { versionId: known.standardVersionId });
  const items = asked.filter((item) => given.some((one) => one.itemPosition === item.position));
  if (new Set(given.map((one) => one.itemPosition)).size > items.length) {
    throw new Problem("rule-broken", "no-such-item", {
      title: "The standard does not ask for this.",
      detail: "Open the claim again: it names what is asked for.",
    });
  }
  requireEvidence(items, given, today);
  await requireOwnFiles(tx, actor, given);
  const titles = new Map(items.map((item) => [item.position, item.title]));
  await tx.delete(evidence).where(
    and(
      eq(evidence.claimId, claimId),
      eq(evidence.submission, known.submission),
      isAnyOf(
        evidence.itemPosition,
        items.map((item) => item.position),
      ),
    ),
  );
  await insertRows(
    tx,
    evidence,
    given.map((one) => ({
      claimId,
      submission: known.submission,
      itemPosition: one.itemPosition,
      itemTitle: titles.get(one.itemPosition)!,
      kind: one.kind,
      reference: one.reference,
      fileId: one.kind === "file" ? one.fileId : null,
      issuedOn: one.issuedOn ?? null,
      expiresOn: one.expiresOn ?? null,
    })),
  );
  await recordEvent(tx, {
    stream: `claim:${claimId}`,
    action: "claim.evidence-given",
    summary: `Gave evidence for ${items.map((item) => item.title).join(", ")}`,
    actor,
    at,
    after: { submission: known.submission, evidence: given },
  });
}
