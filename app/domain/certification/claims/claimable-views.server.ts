import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { standard, standardEvidenceItem } from "~db/schema/certification";
import type { AskedItem, EvidenceKind } from "./evidence-kinds";
import type { Day } from "~/domain/shared/day";
import { usefulVersions, type AppliesTo } from "../requirement";
import { allVersions } from "../verdict-facts.server";

export interface ClaimableVersion {
  versionId: string;
  version: string;
  standardId: string;
  title: string;
  appliesTo: Extract<AppliesTo, "organisation" | "product">;
  validityMonths: number | null;
  newest: boolean;
}

/**
 * The versions of standards that a supplier can claim on a day, by title and newest first: in force, and not one whose
 * certificates would be superseded on the day they are issued.
 */
export async function claimableVersions(q: Queryable, input: { on: Day }): Promise<ClaimableVersion[]> {
  const [standards, versions] = await Promise.all([
    q
      .select()
      .from(standard)
      .where(isAnyOf(standard.appliesTo, ["organisation", "product"]))
      .orderBy(asc(standard.title)),
    allVersions(q),
  ]);
  return standards.flatMap((of) => {
    return usefulVersions(versions, of.id, input.on).map((version, index) => ({
      versionId: version.id,
      version: version.version,
      standardId: of.id,
      title: of.title,
      appliesTo: of.appliesTo as ClaimableVersion["appliesTo"],
      validityMonths: version.validityMonths,
      newest: index === 0,
    }));
  });
}

/** The evidence that a version of a standard asks for, in its order. */
export async function evidenceItemsOf(q: Queryable, input: { versionId: string }): Promise<AskedItem[]> {
  const rows = await q
    .select({
      position: standardEvidenceItem.position,
      title: standardEvidenceItem.title,
      kinds: standardEvidenceItem.kinds,
      validityMonths: standardEvidenceItem.validityMonths,
      form: standardEvidenceItem.form,
    })
    .from(standardEvidenceItem)
    .where(eq(standardEvidenceItem.standardVersionId, input.versionId))
    .orderBy(asc(standardEvidenceItem.position));
  return rows.map((row) => ({ ...row, kinds: row.kinds as EvidenceKind[] }));
}
