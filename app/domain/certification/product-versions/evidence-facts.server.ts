import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, solution } from "~db/schema/catalogue";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { certificateStatus, counts } from "../certificates/certificate";
import { requirementsFor } from "../requirement";
import { loadVerdictFacts } from "../verdict-facts.server";
import type { CertifiedVersion, ProductVersion } from "./product-version";

/** What of evidence a version of a product is judged by. */
export interface VersionEvidence {
  name: string;
  supplierId: string;
  /** All its versions; one alone, with the words of its listing, where it never had a second. */
  versions: ProductVersion[];
  /** The product standards that bind it in all its lots, by title. */
  standards: { id: string; title: string }[];
  /** Its own certificates that count today, or will. */
  certificates: (CertifiedVersion & { number: string })[];
}

/** The first version of a product that never had a second one. */
export const onlyVersion = (version: string): ProductVersion => ({
  version,
  parentVersion: null,
  changeClass: "first",
  releasedOn: null,
  onSaleFrom: null,
  withdrawnOn: null,
  supportEndsOn: null,
});

/** The versions of a solution with the standards and certificates that they turn on. Throws Problem not-found `no-such-solution`. */
export async function versionEvidence(
  q: Queryable,
  solutionId: string,
  today: Day,
): Promise<VersionEvidence> {
  const [facts, [listed]] = await Promise.all([
    loadVerdictFacts(q, { solutionIds: [solutionId], on: today }),
    q
      .select({ productVersion: solution.productVersion })
      .from(solution)
      .innerJoin(catalogueItem, eq(catalogueItem.id, solution.id))
      .where(eq(solution.id, solutionId)),
  ]);
  const found = facts.solutions.get(solutionId);
  if (!found || !listed) {
    throw new Problem("not-found", "no-such-solution", "There is no such solution.");
  }
  const requirements = requirementsFor(facts.bindings, facts.standards, facts.versions, {
    capabilityRefs: found.capabilityRefs,
    careSettings: found.careSettings,
    lotIds: found.lotIds,
    buyerKind: null,
    on: today,
  });
  const certificates = (facts.certificates.bySolution.get(solutionId) ?? []).flatMap((held) => {
    const status = certificateStatus(held, held.events, facts.versions, held.conditions, today);
    if (!counts(status) && status.kind !== "not-yet-valid") return [];
    const { number, standardId, productVersion = null, validFrom: from } = held;
    return [{ number, standardId, productVersion, from }];
  });
  return {
    name: found.name,
    supplierId: found.supplierId,
    versions: found.productVersions.length > 0 ? found.productVersions : [onlyVersion(listed.productVersion)],
    standards: requirements
      .filter((one) => one.standard.appliesTo === "product")
      .map(({ standard: { id, title } }) => ({ id, title }))
      .toSorted((a, b) => a.title.localeCompare(b.title, "en-GB")),
    certificates,
  };
}
