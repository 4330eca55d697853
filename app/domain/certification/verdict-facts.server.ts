import { and, asc, eq, gte, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, itemCapability, solution, supplier } from "~db/schema/catalogue";
import {
  certificate,
  certificateEvent,
  claim,
  standard,
  standardBinding,
  standardVersion,
  waiver,
  workOffCondition,
} from "~db/schema/certification";
import { lotSolution } from "~db/schema/frameworks";
import type { Day } from "~/domain/shared/day";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { CertificateEvent, StandardVersion, WorkOffCondition } from "./certificates/certificate";
import type { AppliesTo, Binding, Standard } from "./requirement";
import type { ProductVersion } from "./product-versions/product-version";
import { productVersionsOf } from "./product-versions/product-version-views.server";
import type { HeldCertificate } from "./verdict";

export interface SolutionFacts {
  id: string;
  name: string;
  productVersion: string | null;
  /** Its versions, once it has several. */
  productVersions: ProductVersion[];
  careSettings: string[];
  supplierId: string;
  supplierName: string;
  capabilityRefs: string[];
  /** The lots in which it is offered. */
  lotIds: string[];
}

/** Rows by whom they belong to: a solution's own, and those that all solutions of a supplier take over. */
export interface Owned<T> {
  bySolution: ReadonlyMap<string, T[]>;
  bySupplier: ReadonlyMap<string, T[]>;
}

/** Sorted once, so that judging ten thousand solutions does not read every row ten thousand times. */
function owned<T extends { solutionId: string | null; supplierId: string }>(rows: readonly T[]): Owned<T> {
  return {
    bySolution: groupedBy(
      rows.filter((row) => row.solutionId !== null),
      (row) => row.solutionId!,
    ),
    bySupplier: groupedBy(
      rows.filter((row) => row.solutionId === null),
      (row) => row.supplierId,
    ),
  };
}

/** Everything that a verdict turns on, for any number of solutions. */
export interface VerdictFacts {
  solutions: Map<string, SolutionFacts>;
  bindings: Binding[];
  standards: Map<string, Standard>;
  versions: StandardVersion[];
  certificates: Owned<HeldCertificate & { supplierId: string }>;
  waivers: (typeof waiver.$inferSelect)[];
  openClaims: Owned<{ standardId: string; supplierId: string; solutionId: string | null }>;
}

/** The standard versions, with brands; the column types are the same. */
export async function allVersions(q: Queryable): Promise<StandardVersion[]> {
  return q
    .select()
    .from(standardVersion)
    .orderBy(asc(standardVersion.effectiveFrom), asc(standardVersion.id));
}

/** Certificates with their events and conditions, in three queries whatever their number. */
export async function withHistory<T extends { number: string }>(
  q: Queryable,
  certificates: readonly T[],
): Promise<(T & { events: CertificateEvent[]; conditions: WorkOffCondition[] })[]> {
  if (certificates.length === 0) return [];
  const numbers = certificates.map((held) => held.number);
  const [events, conditions] = await Promise.all([
    q.select().from(certificateEvent).where(isAnyOf(certificateEvent.certificateNumber, numbers)),
    q.select().from(workOffCondition).where(isAnyOf(workOffCondition.certificateNumber, numbers)),
  ]);
  const eventsOf = groupedBy(events, (event) => event.certificateNumber);
  const conditionsOf = groupedBy(conditions, (condition) => condition.certificateNumber);
  return certificates.map((held) => ({
    ...held,
    events: (eventsOf.get(held.number) ?? []).map((event) => ({
      kind: event.kind as CertificateEvent["kind"],
      effectiveOn: event.effectiveOn,
      reason: event.reason,
      sequence: event.id,
    })),
    conditions: (conditionsOf.get(held.number) ?? []).map(({ text, dueOn, metOn }) => ({
      text,
      dueOn,
      metOn,
    })),
  }));
}

/** The capabilities that an item of the catalogue has in full or in part, as one column of its row. */
export const capabilitiesOfItem = sql<string[]>`array(
        select ${itemCapability.capabilityRef} from ${itemCapability}
          where ${itemCapability.itemId} = ${catalogueItem.id} and ${itemCapability.result} in ('full', 'partial')
          order by 1)`;

/** The lots in which an item is offered, as one column of its row. */
export const lotsOfItem = sql<string[]>`array(
        select ${lotSolution.lotId} from ${lotSolution} where ${lotSolution.solutionId} = ${catalogueItem.id}
          order by 1)`;

function loadSolutions(q: Queryable, ids: readonly string[]) {
  return q
    .select({
      id: catalogueItem.id,
      name: catalogueItem.name,
      productVersion: solution.productVersion,
      careSettings: solution.careSettings,
      supplierId: supplier.id,
      supplierName: supplier.name,
      capabilityRefs: capabilitiesOfItem,
      lotIds: lotsOfItem,
    })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .leftJoin(solution, eq(solution.id, catalogueItem.id))
    .where(isAnyOf(catalogueItem.id, [...ids]));
}

/** Certificates that a condition finds, each with its events and its conditions, in one query. */
export function heldCertificates(q: Queryable, where: SQL | undefined) {
  return q
    .select({
      number: certificate.number,
      standardId: standardVersion.standardId,
      standardVersionId: certificate.standardVersionId,
      supplierId: certificate.supplierId,
      solutionId: certificate.solutionId,
      productVersion: certificate.productVersion,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
      events: sql<CertificateEvent[]>`coalesce((
        select json_agg(json_build_object('kind', ${certificateEvent.kind}, 'effectiveOn', ${certificateEvent.effectiveOn},
            'reason', ${certificateEvent.reason}, 'sequence', ${certificateEvent.id}) order by ${certificateEvent.id})
          from ${certificateEvent} where ${certificateEvent.certificateNumber} = ${certificate.number}), '[]')`,
      conditions: sql<WorkOffCondition[]>`coalesce((
        select json_agg(json_build_object('text', ${workOffCondition.text}, 'dueOn', ${workOffCondition.dueOn},
            'metOn', ${workOffCondition.metOn}) order by ${workOffCondition.dueOn}, ${workOffCondition.text})
          from ${workOffCondition} where ${workOffCondition.certificateNumber} = ${certificate.number}), '[]')`,
    })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .where(where);
}

function loadCertificates(q: Queryable, ids: readonly string[]) {
  const suppliers = q
    .select({ id: catalogueItem.supplierId })
    .from(catalogueItem)
    .where(isAnyOf(catalogueItem.id, [...ids]));
  return heldCertificates(
    q,
    or(
      isAnyOf(certificate.solutionId, [...ids]),
      and(isNull(certificate.solutionId), isAnyOf(certificate.supplierId, suppliers)),
    ),
  );
}

function loadOpenClaims(q: Queryable, ids: readonly string[]) {
  const suppliers = q
    .select({ id: catalogueItem.supplierId })
    .from(catalogueItem)
    .where(isAnyOf(catalogueItem.id, [...ids]));
  return q
    .select({
      standardId: standardVersion.standardId,
      supplierId: claim.supplierId,
      solutionId: claim.solutionId,
    })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .where(and(isAnyOf(claim.state, ["submitted", "in_review"]), isAnyOf(claim.supplierId, suppliers)));
}

function loadBindings(q: Queryable, on: Day) {
  return q
    .select({ binding: standardBinding, standard })
    .from(standardBinding)
    .innerJoin(standard, eq(standard.id, standardBinding.standardId))
    .where(
      and(
        lte(standardBinding.validFrom, on),
        or(isNull(standardBinding.validTo), gte(standardBinding.validTo, on)),
      ),
    );
}

function loadWaivers(q: Queryable, ids: readonly string[], on: Day) {
  return q
    .select()
    .from(waiver)
    .where(and(isAnyOf(waiver.solutionId, [...ids]), lte(waiver.validFrom, on), gte(waiver.validTo, on)));
}

/** Loads the facts in seven queries that are sent together, whatever the number of solutions. */
export async function loadVerdictFacts(
  q: Queryable,
  input: { solutionIds: readonly string[]; on: Day },
): Promise<VerdictFacts> {
  const ids = [...new Set(input.solutionIds)];
  const [solutions, bound, versions, held, waivers, openClaims, productVersions] = await Promise.all([
    loadSolutions(q, ids),
    loadBindings(q, input.on),
    allVersions(q),
    loadCertificates(q, ids),
    loadWaivers(q, ids, input.on),
    loadOpenClaims(q, ids),
    productVersionsOf(q, ids),
  ]);
  return {
    solutions: new Map(
      solutions.map((row) => [
        row.id,
        {
          ...row,
          careSettings: row.careSettings ?? [],
          productVersions: productVersions.get(row.id) ?? [],
        },
      ]),
    ),
    bindings: bound.map((row) => row.binding),
    standards: new Map(
      bound.map((row) => [
        row.standard.id,
        { ...row.standard, appliesTo: row.standard.appliesTo as AppliesTo },
      ]),
    ),
    versions,
    certificates: owned(held),
    waivers,
    openClaims: owned(openClaims),
  };
}
