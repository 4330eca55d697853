import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem, productVersion, supplier } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireRole } from "~/domain/certification/permission";
import { versionOnSale } from "~/domain/certification/product-versions/product-version";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireReason } from "~/domain/shared/reason";
import { requireOwnSupplier } from "../require-own-supplier.server";
import { listingDependents } from "../status/listing-dependents-views.server";
import { supportEndFault } from "../status/listing-status";
import { notifyDependents } from "../status/notify-dependents.server";
import { withdrawnVersionEmail } from "./version-mail";
import { isReleased, noSuchProductVersion, whyNotWithdraw } from "./withdrawal";

/**
 * A signatory withdraws one version of a solution, from today: the highest of the others that is on sale is bought instead. One that is
 * released has a last day of support; one that is not is taken back. Buyers with live orders, orders on their way and shortlists are
 * told once. Throws Problem not-found `no-such-product-version`, conflict `version-withdrawn` and `only-version-on-sale`, rule-broken
 * `support-end-missing` and `support-end-out-of-range`, bad-request `reason-missing` and `reason-too-long`, not-allowed
 * `role-missing`, `other-supplier` and `person-needed`.
 */
export async function withdrawVersion(
  tx: Tx,
  input: {
    solutionId: string;
    supplierId: string;
    version: string;
    reason: string;
    supportEndsOn: Day | null;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<void> {
  const { solutionId, supplierId, version, actor, at, today } = input;
  requireRole(actor, ["supplier_signatory"], "withdraw this version");
  await requireOwnSupplier(tx, { supplierId, actor });
  const reason = requireReason(input.reason, "Enter the reason.");
  const [item] = await tx
    .select({ name: catalogueItem.name, supplierName: supplier.name })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(and(eq(catalogueItem.id, solutionId), eq(catalogueItem.supplierId, supplierId)))
    .for("update", { of: catalogueItem });
  const versions = (await productVersionsOf(tx, [solutionId])).get(solutionId) ?? [];
  const chosen = versions.find((one) => one.version === version);
  if (!item || !chosen) throw noSuchProductVersion(solutionId);
  const whyNot = whyNotWithdraw(versions, chosen, { solutionId, today });
  if (whyNot) throw whyNot;
  const supportEndsOn = isReleased(chosen, today) ? requireSupportEnd(input) : null;
  const ended = { withdrawnOn: today, withdrawalReason: reason, supportEndsOn };
  await tx
    .update(productVersion)
    .set(ended)
    .where(and(eq(productVersion.solutionId, solutionId), eq(productVersion.version, version)));
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "solution.version-withdrawn",
    summary: `Withdrew version ${version} of ${item.name}`,
    actor,
    at,
    after: { version, ...ended },
  });
  const left = versions.filter((one) => one !== chosen);
  const news = {
    solution: { id: solutionId, name: item.name },
    supplierName: item.supplierName,
    version,
    onSale: versionOnSale(left, today)!.version,
    reason,
    supportEndsOn,
  };
  await notifyDependents(tx, await listingDependents(tx, solutionId), (own) =>
    withdrawnVersionEmail(news, own),
  );
}

function requireSupportEnd({ supportEndsOn, today }: { supportEndsOn: Day | null; today: Day }): Day {
  if (supportEndsOn === null) {
    throw new Problem("rule-broken", "support-end-missing", "Enter the last day of support.");
  }
  const fault = supportEndFault(supportEndsOn, today);
  if (fault) throw new Problem("rule-broken", "support-end-out-of-range", `${fault}.`);
  return supportEndsOn;
}
