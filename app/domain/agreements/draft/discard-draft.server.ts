import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { loadVersion } from "../load-version.server";
import { requireAgreementWriter } from "../signing";
import { requireDraft, requireFreshDraft } from "./stale-draft";

/**
 * Throws a draft away, and the agreement with it when it has no other version. Nobody was ever shown it; the
 * audit trail keeps what it said. Answers whether the agreement is still there. Throws Problem not-allowed
 * `agreement-writer-only`, not-found `no-such-agreement`, conflict `not-a-draft` and `stale-edit`.
 */
export async function discardDraft(
  tx: Tx,
  input: { agreementId: string; version: number; seen: number; actor: Actor; at: Date },
): Promise<{ agreementLeft: boolean }> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  requireDraft(row.agreementId, row.version, state);
  requireFreshDraft({ ...row, seen: input.seen });
  const { agreementId } = row;
  await tx
    .delete(agreementParty)
    .where(and(eq(agreementParty.agreementId, agreementId), eq(agreementParty.version, row.version)));
  await tx
    .delete(agreementVersion)
    .where(and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, row.version)));
  const agreementLeft = row.version > 1;
  if (!agreementLeft) await tx.delete(agreement).where(eq(agreement.id, agreementId));
  await recordEvent(tx, {
    stream: `agreement:${agreementId}`,
    action: "agreement.draft_discarded",
    summary: `Discarded the draft of ${version.title}, version ${row.version}`,
    actor: input.actor,
    at: input.at,
    before: { ...row, parties: version.parties },
  });
  return { agreementLeft };
}
