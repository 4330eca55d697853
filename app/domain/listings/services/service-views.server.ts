import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { associatedServiceLink, catalogueItem } from "~db/schema/catalogue";
import { itemsFor } from "~/domain/catalogue/solution-views.server";
import { priceHistoryOf } from "~/domain/catalogue/price-views.server";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { Day } from "~/domain/shared/day";
import type { Service } from "../content";
import { listedOfPrice } from "../listed-price";
import type { ServiceKind } from "../parts";

/**
 * The solution in whose listing a service is written: of an additional one its own; of an associated one the solution that it is
 * listed with, or else the first of those that it is offered with. A withdrawn solution writes nothing any more.
 */
const writtenWith = sql<string | null>`case ${catalogueItem.kind}
  when 'additional_service' then ${catalogueItem.parentSolutionId}
  else coalesce(
    (select home.id from catalogue_item home where home.id = ${catalogueItem.listedWithId} and home.state <> 'withdrawn'),
    (select min(link.solution_id) from associated_service_link link
      join catalogue_item other on other.id = link.solution_id and other.state <> 'withdrawn'
      where link.service_id = ${catalogueItem.id})) end`;

/** What is on sale with a solution, other than itself. */
const offeredWith = (q: Queryable, solutionId: string) =>
  and(
    or(
      eq(catalogueItem.parentSolutionId, solutionId),
      isAnyOf(
        catalogueItem.id,
        q
          .select({ id: associatedServiceLink.serviceId })
          .from(associatedServiceLink)
          .where(eq(associatedServiceLink.solutionId, solutionId)),
      ),
    ),
    eq(catalogueItem.state, "published"),
    ne(catalogueItem.kind, "solution"),
  );

/** The services that are written in a solution's listing, as they are stored, by id; prices that end are left out. */
export async function storedServices(q: Queryable, solutionId: string): Promise<Service[]> {
  const rows = await q
    .select({
      id: catalogueItem.id,
      kind: sql<ServiceKind>`${catalogueItem.kind}`,
      name: catalogueItem.name,
      summary: catalogueItem.summary,
    })
    .from(catalogueItem)
    .where(and(offeredWith(q, solutionId), eq(writtenWith, solutionId)))
    .orderBy(asc(catalogueItem.id));
  const ids = rows.map(({ id }) => id);
  const [links, prices] = await Promise.all([
    q
      .select({ serviceId: associatedServiceLink.serviceId, id: catalogueItem.id, name: catalogueItem.name })
      .from(associatedServiceLink)
      .innerJoin(catalogueItem, eq(catalogueItem.id, associatedServiceLink.solutionId))
      .where(
        and(
          isAnyOf(associatedServiceLink.serviceId, ids),
          ne(associatedServiceLink.solutionId, solutionId),
          ne(catalogueItem.state, "withdrawn"),
        ),
      )
      .orderBy(asc(catalogueItem.id)),
    priceHistoryOf(q, ids),
  ]);
  const linksOf = groupedBy(links, (one) => one.serviceId);
  const pricesOf = groupedBy(
    prices.filter((one) => one.published && one.validTo === null),
    (one) => one.itemId,
  );
  return rows.map((row) => ({
    ...row,
    alsoWith: (linksOf.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
    prices: (pricesOf.get(row.id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1)).map(listedOfPrice),
  }));
}

/** Services that are offered with a solution and written in the listing of another, with that other one. */
export async function servicesWrittenElsewhere(
  q: Queryable,
  solutionId: string,
): Promise<{ id: string; name: string; solutionId: string; solutionName: string }[]> {
  const home = alias(catalogueItem, "home");
  return q
    .select({ id: catalogueItem.id, name: catalogueItem.name, solutionId: home.id, solutionName: home.name })
    .from(catalogueItem)
    .innerJoin(home, eq(home.id, writtenWith))
    .where(and(offeredWith(q, solutionId), ne(home.id, solutionId)))
    .orderBy(asc(catalogueItem.name), asc(catalogueItem.id));
}

/** What is offered with a solution on a day and is not written in its listing. */
export async function itemsWrittenElsewhere(q: Queryable, solutionId: string, on: Day) {
  const [items, elsewhere] = await Promise.all([
    itemsFor(q, solutionId, on),
    servicesWrittenElsewhere(q, solutionId),
  ]);
  return items.filter((item) => elsewhere.some(({ id }) => id === item.id));
}

/** Solutions of a supplier that an associated service can be offered with besides its own: those in the catalogue. */
export async function otherSolutions(
  q: Queryable,
  input: { supplierId: string; exceptId: string },
): Promise<{ id: string; name: string }[]> {
  return q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.supplierId, input.supplierId),
        eq(catalogueItem.kind, "solution"),
        isAnyOf(catalogueItem.state, ["published", "suspended"]),
        ne(catalogueItem.id, input.exceptId),
      ),
    )
    .orderBy(asc(catalogueItem.name), asc(catalogueItem.id));
}
