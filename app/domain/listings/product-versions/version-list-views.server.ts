import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, productVersion, supplier } from "~db/schema/catalogue";
import { versionEvidence } from "~/domain/certification/product-versions/evidence-facts.server";
import {
  certifies,
  compareVersions,
  evidenceDue,
  generationsBetween,
  MOST_GENERATIONS,
  versionOnSale,
  versionState,
  type ProductVersion,
  type VersionState,
} from "~/domain/certification/product-versions/product-version";
import type { ListingState } from "~/domain/catalogue/listing";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/** A certificate of a version: its own, or one that it inherits. */
export interface VersionCertificate {
  number: string;
  standardId: string;
  standardTitle: string;
  /** The version that it was given for, where that is another one. */
  inheritedFrom: string | null;
}

export interface VersionRow extends ProductVersion {
  changes: string;
  withdrawalReason: string | null;
  state: VersionState;
  certificates: VersionCertificate[];
  /** What keeps it from being on sale; empty where nothing does. */
  due: { id: string; title: string }[];
  /** How many more minor versions may follow before evidence is due again; null where it has no certificate to hand on. */
  generationsLeft: number | null;
}

export interface VersionList {
  solution: { id: string; name: string; state: ListingState };
  supplierName: string;
  supplierId: string;
  /** The version that is bought today. */
  onSale: string | null;
  /** Highest first. */
  versions: VersionRow[];
}

/**
 * The versions of a solution with what each one's certificates are today. With `supplierId` one of that supplier in whatever state;
 * without it, for the public, one that is or was on sale. Throws Problem not-found `no-such-solution`.
 */
export async function versionList(
  q: Queryable,
  input: { solutionId: string; supplierId?: string; today: Day },
): Promise<VersionList> {
  const { solutionId, supplierId, today } = input;
  const solution = await solutionOf(q, solutionId, supplierId);
  const [evidence, said] = await Promise.all([
    versionEvidence(q, solutionId, today),
    q
      .select({
        version: productVersion.version,
        changes: productVersion.changes,
        withdrawalReason: productVersion.withdrawalReason,
      })
      .from(productVersion)
      .where(eq(productVersion.solutionId, solutionId)),
  ]);
  const { versions, standards, certificates } = evidence;
  const onSale = versionOnSale(versions, today)?.version ?? null;
  const titles = new Map(standards.map(({ id, title }) => [id, title]));
  const words = new Map(said.map((one) => [one.version, one]));
  const rows = versions.map((one): VersionRow => {
    const own = certificates.filter(
      (held) => titles.has(held.standardId) && certifies(versions, held.productVersion, one.version),
    );
    const waits = one.changeClass !== "first" && one.onSaleFrom === null && one.withdrawnOn === null;
    const due = waits
      ? evidenceDue({
          versions,
          version: one.version,
          former: onSale,
          standardIds: standards.map(({ id }) => id),
          certificates,
        })
      : [];
    const used = own.map((held) => generationsBetween(versions, held.productVersion, one.version) ?? 0);
    return {
      ...one,
      changes: words.get(one.version)?.changes ?? "",
      withdrawalReason: words.get(one.version)?.withdrawalReason ?? null,
      state: versionState(versions, one, today),
      certificates: own.map((held) => ({
        number: held.number,
        standardId: held.standardId,
        standardTitle: titles.get(held.standardId)!,
        inheritedFrom: givenFor(versions, held.productVersion, one.version),
      })),
      due: standards.filter(({ id }) => due.includes(id)),
      generationsLeft: used.length > 0 ? MOST_GENERATIONS - Math.max(...used) : null,
    };
  });
  return {
    solution: { id: solutionId, name: solution.name, state: solution.state as ListingState },
    supplierName: solution.supplierName,
    supplierId: evidence.supplierId,
    onSale,
    versions: rows.toSorted((a, b) => compareVersions(b.version, a.version)),
  };
}

/** The version that a certificate was given for, where it is not this one. One that names none is of the first. */
function givenFor(versions: readonly ProductVersion[], certified: string | null, version: string) {
  const known = versions.some((one) => one.version === certified);
  const from = known ? certified : (versions.find((one) => one.changeClass === "first")?.version ?? null);
  return from === version ? null : from;
}

async function solutionOf(q: Queryable, solutionId: string, supplierId: string | undefined) {
  const [found] = await q
    .select({ name: catalogueItem.name, state: catalogueItem.state, supplierName: supplier.name })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(
      and(
        eq(catalogueItem.id, solutionId),
        eq(catalogueItem.kind, "solution"),
        supplierId === undefined ? undefined : eq(catalogueItem.supplierId, supplierId),
      ),
    );
  const hidden = supplierId === undefined && (found?.state === "draft" || found?.state === "submitted");
  if (found && !hidden) return found;
  throw new Problem("not-found", "no-such-solution", {
    title: "There is no such solution.",
    next:
      supplierId === undefined
        ? { label: "Search the catalogue", href: "/solutions" }
        : { label: "Your listings", href: "/supplying/listings" },
  });
}
