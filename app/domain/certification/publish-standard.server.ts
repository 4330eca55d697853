import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { standard, standardBinding, standardEvidenceItem, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { COMMERCIAL_ROLES, requireRole } from "./permission";
import type { AppliesTo } from "./requirement";

export interface PublishStandardInput {
  actor: Actor;
  at: Date;
  standard: {
    id: string;
    title: string;
    summary: string;
    ownerName: string;
    certifier?: string | null;
    category: string;
    appliesTo: AppliesTo;
    careSettings?: string[];
    legalReference?: string | null;
    url?: string | null;
    source: string;
  };
  /** Their ids become "dtac@2". */
  versions: readonly {
    version: string;
    effectiveFrom: Day;
    complyBy?: Day | null;
    retiredOn?: Day | null;
    /** Null: no calendar expiry. */
    validityMonths: number | null;
    evidence?: readonly string[];
  }[];
  /** Where it is mandatory; each column left out does not narrow. Their ids become "dtac#1". */
  bindings?: readonly {
    capabilityRef?: string | null;
    lotId?: string | null;
    careSetting?: string | null;
    buyerKind?: string | null;
    validFrom: Day;
    validTo?: Day | null;
  }[];
}

/**
 * Publishes a standard with its versions, their evidence items, and where it is mandatory. Throws Problem
 * conflict `standard-exists`, not-allowed `role-missing`.
 */
export async function publishStandard(tx: Tx, input: PublishStandardInput): Promise<void> {
  requireRole(input.actor, COMMERCIAL_ROLES, "publish a standard");
  const { id, title, source } = input.standard;
  const [known] = await tx.select({ id: standard.id }).from(standard).where(eq(standard.id, id));
  if (known) throw new Problem("conflict", "standard-exists", `There is a standard ${id} already.`);
  await tx.insert(standard).values({ ...input.standard });
  for (const { evidence = [], ...version } of input.versions) {
    const versionId = `${id}@${version.version}`;
    await tx.insert(standardVersion).values({ ...version, id: versionId, standardId: id });
    const items = evidence.map((item, index) => ({
      standardVersionId: versionId,
      position: index + 1,
      title: item,
    }));
    await insertRows(tx, standardEvidenceItem, items);
  }
  const bindings = (input.bindings ?? []).map((binding, index) => ({
    ...binding,
    id: `${id}#${index + 1}`,
    standardId: id,
    source,
  }));
  await insertRows(tx, standardBinding, bindings);
  await recordEvent(tx, {
    stream: `standard:${id}`,
    action: "standard.published",
    summary: `Published the standard ${title}`,
    actor: input.actor,
    at: input.at,
    after: { standard: input.standard, versions: input.versions, bindings: input.bindings ?? [] },
  });
}
