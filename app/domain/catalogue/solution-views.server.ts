import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import {
  associatedServiceLink,
  capability,
  capabilityEpic,
  catalogueItem,
  epic,
  itemCapability,
  itemEpic,
  listingVersion,
  solution,
  supplier,
} from "~db/schema/catalogue";
import { auditEvent } from "~db/schema/audit";
import { framework, lot, lotSolution } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { versionOnSale } from "~/domain/certification/product-versions/product-version";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { asSentence } from "~/domain/shared/sentence";
import type { ItemKind, ListingState } from "./listing";
import { comingPricesOf, pricesOf, type ListPrice } from "./price-views.server";

export interface OrderableItem {
  id: string;
  kind: ItemKind;
  name: string;
  summary: string;
  state: ListingState;
  stateReason: string | null;
  prices: ListPrice[];
}

/** Everything that can be ordered with a solution: itself, its additional services, its supplier's associated ones. */
export async function itemsFor(q: Queryable, solutionId: string, on: Day): Promise<OrderableItem[]> {
  const linked = q
    .select({ id: associatedServiceLink.serviceId })
    .from(associatedServiceLink)
    .where(eq(associatedServiceLink.solutionId, solutionId));
  const rows = await q
    .select()
    .from(catalogueItem)
    .where(
      and(
        or(
          eq(catalogueItem.id, solutionId),
          eq(catalogueItem.parentSolutionId, solutionId),
          isAnyOf(catalogueItem.id, linked),
        ),
        eq(catalogueItem.state, "published"),
      ),
    )
    .orderBy(
      sql`case ${catalogueItem.kind} when 'solution' then 1 when 'additional_service' then 2 else 3 end`,
      asc(catalogueItem.name),
    );
  const prices = await pricesOf(
    q,
    rows.map((row) => row.id),
    on,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ItemKind,
    name: row.name,
    summary: row.summary,
    state: row.state as ListingState,
    stateReason: row.stateReason,
    prices: prices.filter((price) => price.itemId === row.id),
  }));
}

async function capabilitiesOf(q: Queryable, itemId: string) {
  const [capabilities, epics] = await Promise.all([
    q
      .select({
        ref: capability.ref,
        name: capability.name,
        description: capability.description,
        categoryName: capability.categoryName,
        result: itemCapability.result,
      })
      .from(itemCapability)
      .innerJoin(capability, eq(capability.ref, itemCapability.capabilityRef))
      .where(eq(itemCapability.itemId, itemId))
      .orderBy(asc(capability.name)),
    q
      .select({
        capabilityRef: itemEpic.capabilityRef,
        id: epic.id,
        name: epic.name,
        result: itemEpic.result,
        level: capabilityEpic.level,
      })
      .from(itemEpic)
      .innerJoin(epic, eq(epic.id, itemEpic.epicId))
      .leftJoin(
        capabilityEpic,
        and(
          eq(capabilityEpic.epicId, itemEpic.epicId),
          eq(capabilityEpic.capabilityRef, itemEpic.capabilityRef),
        ),
      )
      .where(eq(itemEpic.itemId, itemId))
      .orderBy(asc(epic.name)),
  ]);
  return capabilities.map((row) => ({ ...row, epics: epics.filter((e) => e.capabilityRef === row.ref) }));
}

/** Who withdrew it and when, with the reason given. The organisation is named and no person, as the page is public. */
async function withdrawnBy(q: Queryable, item: typeof catalogueItem.$inferSelect): Promise<string> {
  const [event] = await q
    .select({ at: auditEvent.at, by: organisation.name })
    .from(auditEvent)
    .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
    .where(and(eq(auditEvent.stream, `solution:${item.id}`), eq(auditEvent.action, "listing.withdrawn")))
    .orderBy(desc(auditEvent.at))
    .limit(1);
  const at = event?.at ?? item.stateChangedAt;
  const by = event?.by ? ` by ${event.by}` : "";
  const when = at ? ` on ${formatDay(dayOf(at))}` : "";
  const support = item.supportEndsOn ? ` It is supported until ${formatDay(item.supportEndsOn)}.` : "";
  return `It was withdrawn${by}${when}. ${asSentence(item.stateReason ?? "")}${support}`.trim();
}

/**
 * What the listing of a solution says on a day. Throws not-found for one that was never published, and gone,
 * with who withdrew it and when, for a withdrawn one. Codes: not-found `no-such-solution`, gone
 * `solution-withdrawn`.
 */
export async function listingView(q: Queryable, id: string, on: Day) {
  const [row] = await q
    .select({ item: catalogueItem, solution, supplier })
    .from(catalogueItem)
    .innerJoin(solution, eq(solution.id, catalogueItem.id))
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(and(eq(catalogueItem.id, id), eq(catalogueItem.kind, "solution")));
  if (!row || row.item.state === "draft" || row.item.state === "submitted") {
    throw new Problem("not-found", "no-such-solution", {
      title: "There is no published solution at this address.",
      detail: "Check the address, or search the catalogue.",
      next: { label: "Search the catalogue", href: "/solutions" },
    });
  }
  if (row.item.state === "withdrawn") {
    throw new Problem("gone", "solution-withdrawn", {
      title: `${row.item.name} was withdrawn from the catalogue.`,
      detail: await withdrawnBy(q, row.item),
      next: { label: `Other solutions of ${row.supplier.name}`, href: `/suppliers/${row.supplier.id}` },
    });
  }
  const [capabilities, items, versions] = await Promise.all([
    capabilitiesOf(q, id),
    itemsFor(q, id, on),
    productVersionsOf(q, [id]),
  ]);
  const { id: _, ...texts } = row.solution;
  return {
    ...row.item,
    ...texts,
    productVersion: versionOnSale(versions.get(id) ?? [], on)?.version ?? texts.productVersion,
    id: row.item.id,
    state: row.item.state as ListingState,
    supplier: row.supplier,
    capabilities,
    items,
  };
}

/** The lots in which a solution is offered, and the versions of its listing, the latest first. */
export async function lotsAndVersionsOf(q: Queryable, id: string) {
  const [lots, versions] = await Promise.all([
    q
      .select({
        lotId: lot.id,
        lotName: lot.name,
        frameworkId: framework.id,
        frameworkName: framework.name,
        state: framework.state,
      })
      .from(lotSolution)
      .innerJoin(lot, eq(lot.id, lotSolution.lotId))
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .where(eq(lotSolution.solutionId, id))
      .orderBy(asc(framework.name), asc(lot.number)),
    q
      .select({ version: listingVersion.version, publishedAt: listingVersion.publishedAt })
      .from(listingVersion)
      .where(eq(listingVersion.solutionId, id))
      .orderBy(desc(listingVersion.version)),
  ]);
  return { lots, versions };
}

/**
 * A solution as its page shows it: its listing, its lots, its versions, and the prices that are announced. Throws as `listingView` does.
 * Throws Problem not-found `no-such-solution`, gone `solution-withdrawn`.
 */
export async function solutionView(q: Queryable, id: string, on: Day) {
  const [listing, rest, coming] = await Promise.all([
    listingView(q, id, on),
    lotsAndVersionsOf(q, id),
    comingPricesOf(q, id, on),
  ]);
  return { ...listing, ...rest, coming };
}

export type SolutionView = Awaited<ReturnType<typeof solutionView>>;
