import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { productVersion } from "~db/schema/catalogue";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { ProductVersion } from "./product-version";

/** The columns of a version that its rules ask for. */
export const versionColumns = {
  version: productVersion.version,
  parentVersion: productVersion.parentVersion,
  changeClass: sql<ProductVersion["changeClass"]>`${productVersion.changeClass}`,
  releasedOn: productVersion.releasedOn,
  onSaleFrom: productVersion.onSaleFrom,
  withdrawnOn: productVersion.withdrawnOn,
  supportEndsOn: productVersion.supportEndsOn,
};

/** The versions of these solutions, by solution. One that never had a second version has none. */
export async function productVersionsOf(
  q: Queryable,
  solutionIds: readonly string[],
): Promise<Map<string, ProductVersion[]>> {
  const rows = await q
    .select({ solutionId: productVersion.solutionId, ...versionColumns })
    .from(productVersion)
    .where(isAnyOf(productVersion.solutionId, [...solutionIds]));
  return groupedBy(rows, (row) => row.solutionId);
}

/** The versions of all solutions that ever had a second one. */
export async function allProductVersions(q: Queryable): Promise<Map<string, ProductVersion[]>> {
  const rows = await q
    .select({ solutionId: productVersion.solutionId, ...versionColumns })
    .from(productVersion);
  return groupedBy(rows, (row) => row.solutionId);
}
