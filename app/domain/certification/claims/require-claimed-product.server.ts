import type { Tx } from "~db";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { versionToClaim } from "../product-versions/product-version";
import { productVersionsOf } from "../product-versions/product-version-views.server";

/**
 * The version of the product that a new claim is about; null for a supplier's own claim, and for a product that never had but one.
 * Throws Problem rule-broken `no-such-product-version` for one that is withdrawn or not there.
 */
export async function requireClaimedProduct(
  tx: Tx,
  input: { solutionId: string | null; productVersion?: string | null; today: Day },
): Promise<string | null> {
  const { solutionId, productVersion, today } = input;
  if (solutionId === null) return null;
  const versions = (await productVersionsOf(tx, [solutionId])).get(solutionId) ?? [];
  if (versions.length === 0) return null;
  if (!productVersion) return versionToClaim(versions, today)?.version ?? null;
  const chosen = versions.find((one) => one.version === productVersion);
  if (chosen && chosen.withdrawnOn === null) return chosen.version;
  throw new Problem("rule-broken", "no-such-product-version", {
    title: "Choose a version of the product that is not withdrawn.",
    next: { label: "Versions of the product", href: `/supplying/listings/${solutionId}/product-versions` },
  });
}
