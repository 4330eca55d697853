import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem, productVersion, supplier } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { SUPPLIER_ROLES, requireRole } from "~/domain/certification/permission";
import { versionEvidence } from "~/domain/certification/product-versions/evidence-facts.server";
import {
  classFault,
  evidenceDue,
  numberFault,
  parentOf,
  releaseFault,
  versionNotice,
  versionOnSale,
  type ChangeClass,
  type ProductVersion,
} from "~/domain/certification/product-versions/product-version";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { frameworksOf } from "../notice-views.server";
import { requireOwnSupplier } from "../require-own-supplier.server";
import { listingDependents } from "../status/listing-dependents-views.server";
import { notifyDependents } from "../status/notify-dependents.server";
import { newVersionEmail } from "./version-mail";

/** So many versions of one solution are kept and shown: a patch a week for five years. */
export const MOST_VERSIONS = 260;
const LONGEST_CHANGES = 2_000;

export interface NewVersion {
  version: string;
  changeClass: ChangeClass;
  /** What changed, for buyers. */
  changes: string;
  releasedOn: Day;
}

/**
 * A supplier brings out a new version of a published solution. What its class demands of evidence decides whether it is on sale from its
 * release or waits; buyers with live orders, orders on their way and shortlists are told once, now. Throws Problem not-found
 * `no-such-item`, conflict `not-on-sale`, rule-broken `version-number`, `version-class`, `version-release`, `changes-missing`,
 * `changes-too-long` and `too-many-versions`, not-allowed `role-missing`, `other-supplier` and `person-needed`.
 */
export async function announceVersion(
  tx: Tx,
  input: NewVersion & { solutionId: string; supplierId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { solutionId, supplierId, changeClass, releasedOn, actor, at, today } = input;
  requireRole(actor, SUPPLIER_ROLES, "bring out a version");
  await requireOwnSupplier(tx, { supplierId, actor });
  const item = await lockPublished(tx, { solutionId, supplierId });
  const changes = requireChanges(input.changes);
  const evidence = await versionEvidence(tx, solutionId, today);
  const { versions } = evidence;
  const parent = requireNumber(versions, input, today);
  const notice = versionNotice(changeClass, await frameworksOf(tx, solutionId));
  refuse("version-release", releaseFault(releasedOn, { changeClass, notice, today }));
  const made: ProductVersion = {
    version: input.version,
    parentVersion: parent.version,
    changeClass,
    releasedOn,
    onSaleFrom: null,
    withdrawnOn: null,
    supportEndsOn: null,
  };
  const former = versionOnSale(versions, today)?.version ?? null;
  const due = evidenceDue({
    ...evidence,
    versions: [...versions, made],
    version: made.version,
    former,
    standardIds: evidence.standards.map(({ id }) => id),
  });
  const said = { solutionId, announcedAt: at, announcedBy: actor.userId };
  if (versions.length === 1) {
    // The first row beside the second: until then the listing alone names the version.
    await tx.insert(productVersion).values({ ...said, version: versions[0]!.version, changeClass: "first" });
  }
  const onSaleFrom = due.length === 0 ? releasedOn : null;
  await tx.insert(productVersion).values({ ...said, ...made, onSaleFrom, changes });
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "solution.version-announced",
    summary: `Announced version ${made.version} of ${item.name}, ${changeClass}, released on ${formatDay(releasedOn)}`,
    actor,
    at,
    after: { ...made, onSaleFrom, changes, evidenceDue: due },
  });
  const news = {
    solution: { id: solutionId, name: item.name },
    supplierName: item.supplierName,
    version: made.version,
    former: former ?? parent.version,
    changeClass,
    changes,
    releasedOn,
    evidenceDue: due.length > 0,
  };
  await notifyDependents(tx, await listingDependents(tx, solutionId), (own) => newVersionEmail(news, own));
}

/** The solution of the supplier, locked, so that two colleagues do not bring out one number at once. */
async function lockPublished(tx: Tx, { solutionId, supplierId }: { solutionId: string; supplierId: string }) {
  const [item] = await tx
    .select({ name: catalogueItem.name, state: catalogueItem.state, supplierName: supplier.name })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(
      and(
        eq(catalogueItem.id, solutionId),
        eq(catalogueItem.kind, "solution"),
        eq(catalogueItem.supplierId, supplierId),
      ),
    )
    .for("update", { of: catalogueItem });
  if (!item) throw new Problem("not-found", "no-such-item", "There is no such solution.");
  if (item.state === "published") return item;
  throw new Problem("conflict", "not-on-sale", {
    title: `${item.name} is not on sale, so no version of it can be brought out.`,
    detail: "A version is brought out of a solution that is published.",
    next: { label: `See ${item.name}`, href: `/supplying/listings/${solutionId}` },
  });
}

function refuse(code: string, fault: string | null): void {
  if (fault) throw new Problem("rule-broken", code, `${fault}.`);
}

function requireNumber(versions: readonly ProductVersion[], input: NewVersion, today: Day): ProductVersion {
  const { version, changeClass } = input;
  if (versions.length >= MOST_VERSIONS) {
    throw new Problem(
      "rule-broken",
      "too-many-versions",
      `A solution has at most ${MOST_VERSIONS} versions.`,
    );
  }
  refuse("version-number", numberFault(versions, version, today));
  const parent = parentOf(versions, version)!;
  refuse("version-class", classFault(parent.version, version, changeClass));
  return parent;
}

function requireChanges(text: string): string {
  const changes = text.trim();
  if (!changes) throw new Problem("rule-broken", "changes-missing", "Enter what changed.");
  if (changes.length <= LONGEST_CHANGES) return changes;
  throw new Problem(
    "rule-broken",
    "changes-too-long",
    `Keep what changed to ${LONGEST_CHANGES.toLocaleString("en-GB")} characters.`,
  );
}
