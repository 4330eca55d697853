import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { standard, standardBinding, standardEvidenceItem, standardVersion } from "~db/schema/certification";
import type { EvidenceKind } from "~/domain/certification/claims/evidence-kinds";
import type { AppliesTo } from "~/domain/certification/requirement";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { KnownStandard } from "./registry-content";

/** One standard with its versions, the evidence that each asks for, and where it is mandatory; null: there is none. */
export async function registryOf(q: Queryable, standardId: string): Promise<KnownStandard | null> {
  const [[row], versions, bindings, items] = await Promise.all([
    q.select().from(standard).where(eq(standard.id, standardId)),
    q
      .select()
      .from(standardVersion)
      .where(eq(standardVersion.standardId, standardId))
      .orderBy(asc(standardVersion.effectiveFrom), asc(standardVersion.id)),
    q
      .select()
      .from(standardBinding)
      .where(eq(standardBinding.standardId, standardId))
      .orderBy(asc(standardBinding.id)),
    q
      .select({ item: standardEvidenceItem })
      .from(standardEvidenceItem)
      .innerJoin(standardVersion, eq(standardVersion.id, standardEvidenceItem.standardVersionId))
      .where(eq(standardVersion.standardId, standardId))
      .orderBy(asc(standardEvidenceItem.position)),
  ]);
  if (!row) return null;
  const read = groupedBy(
    items.map(({ item }) => item),
    (item) => item.standardVersionId,
  );
  return {
    row,
    standard: {
      id: row.id,
      title: row.title,
      appliesTo: row.appliesTo as AppliesTo,
      legalReference: row.legalReference,
    },
    versions,
    bindings,
    items: new Map(
      [...read].map(([id, of]) => [
        id,
        of.map(({ title, kinds, validityMonths, form }) => ({
          title,
          kinds: kinds as EvidenceKind[],
          validityMonths,
          form,
        })),
      ]),
    ),
  };
}
