import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { Problem } from "~/domain/shared/problem";
import type { AgreementState } from "./agreement";
import { toVersion } from "./stored-version";

/**
 * One version with its parties, for an action. Locks the agreement, so that actions on its versions follow
 * one another. Throws Problem not-found `no-such-agreement`.
 */
export async function loadVersion(tx: Tx, agreementId: string, version: number) {
  const [parent] = await tx.select().from(agreement).where(eq(agreement.id, agreementId)).for("update");
  const ofVersion = and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, version));
  const [row] = await tx.select().from(agreementVersion).where(ofVersion);
  if (!parent || !row) {
    throw new Problem(
      "not-found",
      "no-such-agreement",
      `There is no agreement ${agreementId} version ${version}.`,
    );
  }
  const parties = await tx
    .select()
    .from(agreementParty)
    .where(and(eq(agreementParty.agreementId, agreementId), eq(agreementParty.version, version)));
  return {
    row,
    state: row.state as AgreementState,
    parties,
    version: toVersion(
      row,
      parent.title,
      parties.map((party) => party.organisationCode),
    ),
  };
}
