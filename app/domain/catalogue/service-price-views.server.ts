import { and, asc, eq, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { associatedServiceLink, catalogueItem } from "~db/schema/catalogue";
import { servicesNeeded, type Quantities } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import type { ServicePrice } from "./need-cost";
import { pricesOf } from "./price-views.server";
import { groupedBy } from "~/domain/shared/grouped-by";

/**
 * The list prices of the services that are offered with each of the solutions, by the solution's id; asked for only where
 * the need has services at all.
 */
export async function servicePricesFor(
  q: Queryable,
  input: { solutionIds: readonly string[]; quantities: Quantities; on: Day },
): Promise<Map<string, ServicePrice[]>> {
  const { solutionIds, quantities, on } = input;
  const found = new Map<string, ServicePrice[]>();
  if (solutionIds.length === 0 || servicesNeeded(quantities).length === 0) return found;
  const ids = [...solutionIds];
  const rows = await q
    .select({
      id: catalogueItem.id,
      name: catalogueItem.name,
      parentId: catalogueItem.parentSolutionId,
      linkedId: associatedServiceLink.solutionId,
    })
    .from(catalogueItem)
    .leftJoin(associatedServiceLink, eq(associatedServiceLink.serviceId, catalogueItem.id))
    .where(
      and(
        eq(catalogueItem.state, "published"),
        or(isAnyOf(catalogueItem.parentSolutionId, ids), isAnyOf(associatedServiceLink.solutionId, ids)),
      ),
    )
    .orderBy(asc(catalogueItem.id));
  const prices = await pricesOf(q, [...new Set(rows.map((row) => row.id))], on);
  const pricesById = groupedBy(prices, (price) => price.itemId);
  for (const { id, name, parentId, linkedId } of rows) {
    const own = (pricesById.get(id) ?? []).map((price) => ({ name, price }));
    for (const solutionId of new Set([parentId, linkedId])) {
      if (solutionId === null) continue;
      const known = found.get(solutionId);
      if (known) known.push(...own);
      else found.set(solutionId, [...own]);
    }
  }
  return found;
}
