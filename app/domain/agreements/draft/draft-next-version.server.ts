import { desc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreement, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { addDays, later, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { draftAgreement } from "./draft-agreement.server";
import { loadVersion } from "../load-version.server";

/**
 * Drafts the next version of an agreement with the words of one that was signed or ended, to be changed from
 * there. It begins tomorrow at the earliest, and after the version it takes over from. Throws a conflict when
 * a version is open. Codes: not-found `no-such-agreement`, not-allowed `agreement-writer-only`, conflict
 * `version-open`.
 */
export async function draftNextVersion(
  tx: Tx,
  input: { agreementId: string; from?: number; actor: Actor; at: Date; today: Day },
): Promise<{ agreementId: string; version: number }> {
  const [parent] = await tx.select().from(agreement).where(eq(agreement.id, input.agreementId)).for("update");
  const [latest] = await tx
    .select({ version: agreementVersion.version })
    .from(agreementVersion)
    .where(eq(agreementVersion.agreementId, input.agreementId))
    .orderBy(desc(agreementVersion.version))
    .limit(1);
  if (!parent || !latest) {
    throw new Problem("not-found", "no-such-agreement", `There is no agreement ${input.agreementId}.`);
  }
  const { row, version } = await loadVersion(tx, parent.id, input.from ?? latest.version);
  const effectiveFrom = later(addDays(input.today, 1), addDays(row.effectiveFrom, 1));
  const ends = row.state === "in_force" ? row.effectiveTo : null;
  return draftAgreement(tx, {
    actor: input.actor,
    at: input.at,
    agreement: {
      agreementId: parent.id,
      title: parent.title,
      ownerCode: parent.ownerCode,
      programmeId: parent.programmeId,
      summary: row.summary,
      parties: version.parties,
      effectiveFrom,
      effectiveTo: ends !== null && ends >= effectiveFrom ? ends : null,
      scope: version.scope,
      rules: version.rules,
    },
  });
}
