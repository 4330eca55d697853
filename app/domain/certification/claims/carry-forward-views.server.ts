import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { certificate, claim, evidence, standardVersion } from "~db/schema/certification";
import { certificateStatus, counts } from "../certificates/certificate";
import { allVersions, withHistory } from "../verdict-facts.server";
import type { Day } from "~/domain/shared/day";
import { carryPlan, type CarryPlan } from "./carry-forward";
import { evidenceItemsOf } from "./claimable-views.server";
import type { EvidenceKind } from "./evidence-kinds";

/** One piece of evidence of a former version, as it is stored. */
export type CarriedEvidence = Omit<typeof evidence.$inferSelect, "kind"> & { kind: EvidenceKind };

/** What a claim can take over, and from where. */
export interface CarryForward extends CarryPlan<CarriedEvidence> {
  certificateNumber: string;
  productVersion: string;
}

interface Asking {
  id: string;
  solutionId: string | null;
  standardId: string;
  versionId: string;
  submission: number;
  productVersion: string | null;
}

/**
 * What a claim for one version of a product can take over: the evidence behind the latest certificate of another version for the same
 * standard that counts today. Null where there is none, and for a supplier's own claim.
 */
export async function carryForward(q: Queryable, of: Asking, today: Day): Promise<CarryForward | null> {
  if (of.solutionId === null || of.productVersion === null) return null;
  const former = await formerCertificate(q, of, today);
  if (!former) return null;
  const [asked, given, rows] = await Promise.all([
    evidenceItemsOf(q, { versionId: of.versionId }),
    q
      .select({ itemPosition: evidence.itemPosition })
      .from(evidence)
      .where(and(eq(evidence.claimId, of.id), eq(evidence.submission, of.submission))),
    q
      .select({ evidence })
      .from(evidence)
      .innerJoin(claim, and(eq(claim.id, evidence.claimId), eq(claim.submission, evidence.submission)))
      .where(eq(claim.id, former.claimId)),
  ]);
  const stored = rows.map((row) => ({ ...row.evidence, kind: row.evidence.kind as EvidenceKind }));
  return {
    ...carryPlan(asked, stored, given, today),
    certificateNumber: former.number,
    productVersion: former.productVersion,
  };
}

async function formerCertificate(q: Queryable, of: Asking, today: Day) {
  const rows = await q
    .select({
      number: certificate.number,
      claimId: sql<string>`${certificate.claimId}`,
      productVersion: sql<string>`${certificate.productVersion}`,
      standardId: standardVersion.standardId,
      standardVersionId: certificate.standardVersionId,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
    })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .where(
      and(
        eq(certificate.solutionId, of.solutionId!),
        eq(standardVersion.standardId, of.standardId),
        isNotNull(certificate.claimId),
        sql`${certificate.productVersion} <> ${of.productVersion}`,
      ),
    )
    .orderBy(desc(certificate.issuedAt), desc(certificate.number));
  const [versions, held] = await Promise.all([allVersions(q), withHistory(q, rows)]);
  return held.find((one) => counts(certificateStatus(one, one.events, versions, one.conditions, today)));
}
