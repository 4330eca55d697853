import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { SIGNING_ROLES } from "./signing";

export interface ToSign {
  agreementId: string;
  version: number;
  title: string;
  summary: string;
  proposedAt: Date;
}

/** The versions that wait for this person's signature, the longest waiting first; none for those who may not sign. */
export async function agreementsToSign(
  q: Queryable,
  actor: Pick<Actor, "userId" | "organisationCode" | "roles">,
): Promise<ToSign[]> {
  if (!actor.organisationCode || !actor.roles.some((role) => SIGNING_ROLES.includes(role))) return [];
  const rows = await q
    .select({
      agreementId: agreementVersion.agreementId,
      version: agreementVersion.version,
      title: agreement.title,
      summary: agreementVersion.summary,
      proposedAt: agreementVersion.proposedAt,
    })
    .from(agreementParty)
    .innerJoin(
      agreementVersion,
      and(
        eq(agreementVersion.agreementId, agreementParty.agreementId),
        eq(agreementVersion.version, agreementParty.version),
      ),
    )
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(
      and(
        eq(agreementParty.organisationCode, actor.organisationCode),
        isNull(agreementParty.signedAt),
        eq(agreementVersion.state, "proposed"),
        // Who proposed it does not stand behind it alone: see aloneBehindIt.
        sql`(${agreementVersion.proposedBy} is distinct from ${actor.userId}::text or exists (
          select from ${agreementParty} other where other.agreement_id = ${agreementVersion.agreementId}
            and other.version = ${agreementVersion.version} and other.organisation_code <> ${actor.organisationCode}
            and (other.signed_at is null or other.signed_by is distinct from ${actor.userId}::text)))`,
      ),
    )
    .orderBy(asc(agreementVersion.proposedAt));
  return rows.flatMap((row) => (row.proposedAt ? [{ ...row, proposedAt: row.proposedAt }] : []));
}
