import { and, asc, desc, eq, gte, isNull, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { certificate, claim, standardVersion, workOffCondition } from "~db/schema/certification";
import type { Day } from "~/domain/shared/day";
import type { ClaimHolder } from "./require-claim-holder.server";

/** The newest certificate of a holder for a standard that has conditions which nobody met, with them and its claim. */
export interface OpenConditions {
  certificateNumber: string;
  /** The claim that it was issued for, and its last submission; null of one that no claim was made for. */
  former: { claimId: string; submission: number } | null;
  /** The nearest first. */
  conditions: { text: string; dueOn: Day }[];
}

/** What a new claim of a holder has to answer: the open conditions of its newest certificate, or null. */
export async function openConditionsOf(
  q: Queryable,
  { supplierId, solutionId, standardId, today }: ClaimHolder & { standardId: string; today: Day },
): Promise<OpenConditions | null> {
  const rows = await q
    .select({
      number: certificate.number,
      claimId: claim.id,
      submission: claim.submission,
      text: workOffCondition.text,
      dueOn: workOffCondition.dueOn,
    })
    .from(workOffCondition)
    .innerJoin(certificate, eq(certificate.number, workOffCondition.certificateNumber))
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .leftJoin(claim, eq(claim.id, certificate.claimId))
    .where(
      and(
        isNull(workOffCondition.metOn),
        eq(certificate.supplierId, supplierId),
        solutionId === null ? isNull(certificate.solutionId) : eq(certificate.solutionId, solutionId),
        eq(standardVersion.standardId, standardId),
        or(isNull(certificate.validTo), gte(certificate.validTo, today)),
      ),
    )
    .orderBy(desc(certificate.issuedAt), asc(workOffCondition.dueOn), asc(workOffCondition.text));
  const [first] = rows;
  if (!first) return null;
  const own = rows.filter((row) => row.number === first.number);
  return {
    certificateNumber: first.number,
    former: first.claimId ? { claimId: first.claimId, submission: first.submission! } : null,
    conditions: own.map(({ text, dueOn }) => ({ text, dueOn })),
  };
}
