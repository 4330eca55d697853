import { isAmong, priceOfListed } from "./listed-price";
import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, solution, supplier } from "~db/schema/catalogue";
import type { ListingState } from "~/domain/catalogue/listing";
import { lotsAndVersionsOf, type SolutionView } from "~/domain/catalogue/solution-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { ChangeView } from "./change-views.server";
import { textsOf, type ListedPrice, type ListingContent } from "./content";
import { itemsWrittenElsewhere } from "./services/service-views.server";

/**
 * A solution as its public page would show it if the change were published on the day; nothing is written. Throws Problem not-found
 * `no-such-solution`.
 */
export async function previewOf(q: Queryable, change: ChangeView, on: Day): Promise<SolutionView> {
  const { solutionId, content } = change;
  const [[row], elsewhere, rest] = await Promise.all([
    q
      .select({ item: catalogueItem, solution, supplier })
      .from(catalogueItem)
      .innerJoin(solution, eq(solution.id, catalogueItem.id))
      .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
      .where(eq(catalogueItem.id, solutionId)),
    itemsWrittenElsewhere(q, solutionId, on),
    lotsAndVersionsOf(q, solutionId),
  ]);
  if (!row) throw new Problem("not-found", "no-such-solution", "There is no such solution.");
  const listed = (itemId: string, one: ListedPrice, validFrom: Day) => ({
    ...priceOfListed(one),
    itemId,
    costCategory: one.costCategory,
    validFrom,
    validTo: null,
  });
  // Until their first day the prices of today stay, and what comes stands beside them.
  const later = change.before && change.pricesFrom && change.pricesFrom > on ? change.pricesFrom : null;
  const published = { state: "published" as ListingState, stateReason: null };
  const written = itemsOf(solutionId, content);
  const were = itemsOf(solutionId, change.before ?? { ...content, prices: [], services: [] });
  const pricesOf = (id: string) => were.find((one) => one.id === id)?.prices ?? [];
  const own = written.map((item) => ({
    ...item,
    ...published,
    prices: (later ? pricesOf(item.id) : item.prices).map((one) => listed(item.id, one, on)),
  }));
  const changed = written.flatMap(({ id, prices }) =>
    prices.filter((one) => !isAmong(one, pricesOf(id))).map((one) => ({ id, one })),
  );
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
    coming: later ? changed.map(({ id, one }) => listed(id, { ...one, id: `${one.id}-next` }, later)) : [],
    items: [...own, ...elsewhere],
    ...rest,
  };
}

/** What a listing offers, as it says: the solution, then its services as the public page orders them. */
function itemsOf(solutionId: string, content: ListingContent) {
  const { name, summary, prices } = content;
  const services = [...content.services].sort(
    (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) || (a.name < b.name ? -1 : 1),
  );
  return [
    { id: solutionId, kind: "solution" as const, name, summary, prices },
    ...services.map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      summary: one.summary,
      prices: one.prices,
    })),
  ];
}
