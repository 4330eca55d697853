import { and, asc, desc, eq, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import {
  associatedServiceLink,
  capability,
  catalogueItem,
  itemCapability,
  listingVersion,
  solution,
} from "~db/schema/catalogue";
import { auditEvent } from "~db/schema/audit";
import { framework, lot, lotSolution } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { ItemKind, ListingState } from "./listing";
import { priceHistoryOf } from "./price-views.server";

export interface OwnListingRow {
  id: string;
  kind: ItemKind;
  name: string;
  summary: string;
  state: ListingState;
  stateReason: string | null;
  stateChangedAt: Date | null;
  /** Of a withdrawn one, where its supplier said so: the last day of support. */
  supportEndsOn: Day | null;
  /** For an additional service: the solution that it belongs to. */
  parentId: string | null;
  parentName: string | null;
}

async function listings(q: Queryable, where: SQL | undefined): Promise<OwnListingRow[]> {
  const parent = alias(catalogueItem, "parent");
  return q
    .select({
      id: catalogueItem.id,
      kind: sql<ItemKind>`${catalogueItem.kind}`,
      name: catalogueItem.name,
      summary: catalogueItem.summary,
      state: sql<ListingState>`${catalogueItem.state}`,
      stateReason: catalogueItem.stateReason,
      stateChangedAt: catalogueItem.stateChangedAt,
      supportEndsOn: catalogueItem.supportEndsOn,
      parentId: catalogueItem.parentSolutionId,
      parentName: parent.name,
    })
    .from(catalogueItem)
    .leftJoin(parent, eq(parent.id, catalogueItem.parentSolutionId))
    .where(where)
    .orderBy(
      sql`case ${catalogueItem.kind} when 'solution' then 1 when 'additional_service' then 2 else 3 end`,
      asc(catalogueItem.name),
      asc(catalogueItem.id),
    );
}

/** Everything a supplier lists, in whatever state: solutions first, then services, by name. */
export async function listingsOfSupplier(
  q: Queryable,
  input: { supplierId: string },
): Promise<OwnListingRow[]> {
  return listings(q, eq(catalogueItem.supplierId, input.supplierId));
}

async function partsOf(q: Queryable, id: string) {
  const [[texts], capabilities, lots, versions, solutions] = await Promise.all([
    q.select().from(solution).where(eq(solution.id, id)),
    q
      .select({ ref: capability.ref, name: capability.name, result: itemCapability.result })
      .from(itemCapability)
      .innerJoin(capability, eq(capability.ref, itemCapability.capabilityRef))
      .where(eq(itemCapability.itemId, id))
      .orderBy(asc(capability.name)),
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
    q
      .select({ id: catalogueItem.id, name: catalogueItem.name })
      .from(associatedServiceLink)
      .innerJoin(catalogueItem, eq(catalogueItem.id, associatedServiceLink.solutionId))
      .where(eq(associatedServiceLink.serviceId, id))
      .orderBy(asc(catalogueItem.name)),
  ]);
  return { texts: texts ?? null, capabilities, lots, versions, solutions };
}

/** What happened to a listing, latest first, and which organisation did it; no person is named. */
async function historyOf(q: Queryable, id: string) {
  return q
    .select({ at: auditEvent.at, summary: auditEvent.summary, by: organisation.name })
    .from(auditEvent)
    .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
    .where(eq(auditEvent.stream, `solution:${id}`))
    .orderBy(desc(auditEvent.position));
}

/**
 * One listing of a supplier as it stands, with everything that it says, every price it ever had and what
 * happened to it. Throws not-found for what is another supplier's, or nobody's. Codes: not-found
 * `listing-not-found`.
 */
export async function ownListing(q: Queryable, input: { id: string; supplierId: string }) {
  const [row] = await listings(
    q,
    and(eq(catalogueItem.id, input.id), eq(catalogueItem.supplierId, input.supplierId)),
  );
  if (!row) {
    throw new Problem("not-found", "listing-not-found", {
      title: "You have no such listing.",
      detail: "It may belong to another organisation that you act for.",
      next: { label: "Your listings", href: "/supplying/listings" },
    });
  }
  const [parts, prices, history] = await Promise.all([
    partsOf(q, row.id),
    priceHistoryOf(q, [row.id]),
    historyOf(q, row.id),
  ]);
  return { ...row, ...parts, prices, history };
}

export type OwnListing = Awaited<ReturnType<typeof ownListing>>;
