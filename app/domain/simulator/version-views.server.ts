import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { toVersion } from "~/domain/agreements/stored-version";
import { Problem } from "~/domain/shared/problem";
import type { VersionRef } from "./scenario";

/** One stored version as the engine knows it. Throws Problem not-found `no-such-agreement`. */
export async function versionOf(
  q: Queryable,
  { agreementId, version }: VersionRef,
): Promise<AgreementVersion> {
  const [row] = await q
    .select({ version: agreementVersion, title: agreement.title })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, version)));
  if (!row) {
    throw new Problem("not-found", "no-such-agreement", {
      title: `There is no version ${version} of the agreement ${agreementId}.`,
      detail: "Choose other rules for this scenario.",
    });
  }
  const parties = await q
    .select({ code: agreementParty.organisationCode })
    .from(agreementParty)
    .where(and(eq(agreementParty.agreementId, agreementId), eq(agreementParty.version, version)));
  return toVersion(
    row.version,
    row.title,
    parties.map(({ code }) => code),
  );
}
