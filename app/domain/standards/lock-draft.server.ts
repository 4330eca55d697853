import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { requireStandardsOfficer } from "./standards-officer";
import { noSuchDraft, readDraft, type ReadDraft } from "./stored-draft";

export type LockedDraft = ReadDraft<typeof standardDraft.$inferSelect>;

/**
 * A draft for one command, locked until the transaction ends, with the officer's id. Throws not-allowed and
 * not-found. Codes: not-found `no-such-draft`, not-allowed `person-needed` and `role-missing`.
 */
export async function lockDraft(
  tx: Tx,
  input: { draftId: string; actor: Actor },
): Promise<{ draft: LockedDraft; officerId: string }> {
  const officerId = requireStandardsOfficer(input.actor);
  const [row] = await tx
    .select()
    .from(standardDraft)
    .where(eq(standardDraft.id, input.draftId))
    .for("update");
  if (!row) throw noSuchDraft(input.draftId);
  return { draft: readDraft(row), officerId };
}
