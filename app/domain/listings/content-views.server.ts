import { listedOfPrice } from "./listed-price";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import {
  capability,
  capabilityEpic,
  catalogueItem,
  epic,
  itemCapability,
  itemEpic,
  price,
  solution,
} from "~db/schema/catalogue";
import { standard, standardVersion } from "~db/schema/certification";
import { priceHistoryOf } from "~/domain/catalogue/price-views.server";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { KnownCapability } from "./completeness";
import { Interfaces, SuccessMeasures, type ListingContent } from "./content";
import { storedServices } from "./services/service-views.server";

/** What a solution's stored listing says, in whatever state it is; undefined when there is no such solution. */
export async function storedContent(q: Queryable, solutionId: string): Promise<ListingContent | undefined> {
  const [[row], capabilities, epics, prices, services] = await Promise.all([
    q
      .select({ item: catalogueItem, texts: solution })
      .from(catalogueItem)
      .innerJoin(solution, eq(solution.id, catalogueItem.id))
      .where(eq(catalogueItem.id, solutionId)),
    q
      .select({ ref: itemCapability.capabilityRef, result: itemCapability.result })
      .from(itemCapability)
      .where(and(eq(itemCapability.itemId, solutionId), isAnyOf(itemCapability.result, ["full", "partial"])))
      .orderBy(asc(itemCapability.capabilityRef)),
    q
      .select({ ref: itemEpic.capabilityRef, id: itemEpic.epicId })
      .from(itemEpic)
      .where(and(eq(itemEpic.itemId, solutionId), eq(itemEpic.result, "passed")))
      .orderBy(asc(itemEpic.epicId)),
    priceHistoryOf(q, [solutionId]),
    storedServices(q, solutionId),
  ]);
  if (!row) return undefined;
  const { item, texts } = row;
  const epicsOf = groupedBy(epics, (one) => one.ref);
  return {
    name: item.name,
    summary: item.summary,
    description: texts.description,
    productVersion: texts.productVersion,
    features: texts.features,
    website: texts.website,
    capabilities: capabilities.map(({ ref, result }) => ({
      ref,
      result: result as "full" | "partial",
      epicIds: (epicsOf.get(ref) ?? []).map((one) => one.id),
    })),
    careSettings: texts.careSettings,
    hosting: texts.hosting,
    applicationTypes: texts.applicationTypes,
    missions: texts.missions,
    dataLocation: texts.dataLocation,
    integrations: texts.integrations,
    interfaces: Interfaces.parse(texts.interfaces),
    implementation: texts.implementation,
    serviceLevels: texts.serviceLevels,
    dataProcessing: texts.dataProcessing,
    exitTerms: texts.exitTerms,
    roadmap: texts.roadmap,
    supportEmail: texts.supportEmail,
    supportPhone: texts.supportPhone,
    supportHours: texts.supportHours,
    // One with a last day is on its way out; what follows it stands here.
    prices: prices
      .filter((one) => one.published && one.validTo === null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(listedOfPrice),
    services,
    successMeasures: SuccessMeasures.parse(texts.successMeasures),
    pricesFrom: null,
  };
}

/** Capabilities with their epics, those that are named here or all of them; by name. */
export async function knownCapabilities(
  q: Queryable,
  refs: readonly string[] | null,
): Promise<(KnownCapability & { description: string; categoryName: string })[]> {
  if (refs?.length === 0) return [];
  const named = refs ? isAnyOf(capability.ref, refs) : undefined;
  const [rows, epics] = await Promise.all([
    q.select().from(capability).where(named).orderBy(asc(capability.name)),
    q
      .select({
        ref: capabilityEpic.capabilityRef,
        id: epic.id,
        name: epic.name,
        level: capabilityEpic.level,
        isActive: epic.isActive,
      })
      .from(capabilityEpic)
      .innerJoin(epic, eq(epic.id, capabilityEpic.epicId))
      .where(refs ? isAnyOf(capabilityEpic.capabilityRef, refs) : undefined)
      .orderBy(asc(capabilityEpic.level), asc(epic.name), asc(epic.id)),
  ]);
  const epicsOf = groupedBy(
    epics.filter((one) => one.isActive),
    (one) => one.ref,
  );
  return rows.map(({ ref, name, description, categoryName }) => ({
    ref,
    name,
    description,
    categoryName,
    epics: (epicsOf.get(ref) ?? []).map(({ id, name: epicName, level }) => ({ id, name: epicName, level })),
  }));
}

/** The capabilities that any of these pictures of a listing claim. */
export const capabilitiesIn = (
  q: Queryable,
  pictures: readonly ListingContent[],
): Promise<(KnownCapability & { description: string; categoryName: string })[]> =>
  knownCapabilities(q, [...new Set(pictures.flatMap((one) => one.capabilities.map(({ ref }) => ref)))]);

/** Standards of the centre's registry that an interface can name, each with its newest versions first. */
export async function interfaceStandards(q: Queryable): Promise<{ title: string; version: string }[]> {
  return q
    .select({ title: standard.title, version: standardVersion.version })
    .from(standardVersion)
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .where(and(sql`${standard.category} ilike 'interop%'`, isNull(standardVersion.retiredOn)))
    .orderBy(asc(standard.title), asc(standardVersion.effectiveFrom));
}

/** The ids of all prices that an item ever had, so that a new one gets another. */
export async function priceIdsOf(q: Queryable, itemId: string): Promise<string[]> {
  const rows = await q.select({ id: price.id }).from(price).where(eq(price.itemId, itemId));
  return rows.map((row) => row.id);
}
