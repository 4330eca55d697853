import { isAmong, priceOfListed } from "./listed-price";
import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, solution, supplier } from "~db/schema/catalogue";
import type { ListingState } from "~/domain/catalogue/listing";
import { itemsFor, lotsAndVersionsOf, type SolutionView } from "~/domain/catalogue/solution-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { ChangeView } from "./change-views.server";
import { textsOf, type ListedPrice } from "./content";

/**
 * A solution as its public page would show it if the change were published on the day; nothing is written. Throws Problem not-found
 * `no-such-solution`.
 */
export async function previewOf(q: Queryable, change: ChangeView, on: Day): Promise<SolutionView> {
  const { solutionId, content } = change;
  const [[row], items, rest] = await Promise.all([
    q
      .select({ item: catalogueItem, solution, supplier })
      .from(catalogueItem)
      .innerJoin(solution, eq(solution.id, catalogueItem.id))
      .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
      .where(eq(catalogueItem.id, solutionId)),
    itemsFor(q, solutionId, on),
    lotsAndVersionsOf(q, solutionId),
  ]);
  if (!row) throw new Problem("not-found", "no-such-solution", "There is no such solution.");
  const listed = (one: ListedPrice, validFrom: Day) => ({
    ...priceOfListed(one),
    itemId: solutionId,
    costCategory: one.costCategory,
    validFrom,
    validTo: null,
  });
  // Until their first day the prices of today stay, and what comes stands beside them.
  const later = change.before && change.pricesFrom && change.pricesFrom > on ? change.pricesFrom : null;
  const shown = later ? change.before!.prices : content.prices;
  const changed = content.prices.filter((one) => !isAmong(one, change.before?.prices ?? []));
  const own = {
    id: solutionId,
    kind: "solution" as const,
    name: content.name,
    summary: content.summary,
    state: "published" as ListingState,
    stateReason: null,
    prices: shown.map((one) => listed(one, on)),
  };
  const known = new Map(change.capabilities.map((one) => [one.ref, one]));
  return {
    ...row.item,
    ...row.solution,
    ...textsOf(content),
    name: content.name,
    summary: content.summary,
    state: "published",
    stateReason: null,
    supplier: row.supplier,
    capabilities: content.capabilities.map(({ ref, result, epicIds }) => {
      const { name, description, categoryName, epics } = known.get(ref) ?? {
        name: ref,
        description: "",
        categoryName: "",
        epics: [],
      };
      return {
        ref,
        name,
        description,
        categoryName,
        result,
        epics: epics
          .filter((epic) => epicIds.includes(epic.id))
          .map((epic) => ({ ...epic, capabilityRef: ref, result: "passed" })),
      };
    }),
    // Both stand on one page, so that what comes needs a name of its own.
    coming: later ? changed.map((one) => listed({ ...one, id: `${one.id}-next` }, later)) : [],
    items: [own, ...items.filter((item) => item.id !== solutionId)],
    ...rest,
  };
}
