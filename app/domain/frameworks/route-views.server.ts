import { and, count, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, capabilityEpic, itemEpic, supplier } from "~db/schema/catalogue";
import {
  framework,
  lot,
  lotSolution,
  lotSupplier,
  procurementRule,
  procurementThreshold,
} from "~db/schema/frameworks";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Verdict } from "~/domain/certification/verdict";
import type { Pence } from "~/domain/money/money";
import { contains, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { Framework, FrameworkState } from "./framework";
import type { Lot, LotStatus, RouteAnswer, RouteCandidate } from "./route";
import { checkRoutes } from "./route-check";
import type { DatedRule, DatedThreshold } from "./rule";

/** The rules and thresholds, of every date. */
export async function procurementRules(
  q: Queryable,
): Promise<{ rules: DatedRule[]; thresholds: DatedThreshold[] }> {
  const [rules, thresholds] = await Promise.all([
    q.select().from(procurementRule),
    q.select().from(procurementThreshold),
  ]);
  return {
    rules: rules.map((row) => ({
      id: row.id,
      effectiveFrom: row.effectiveFrom,
      effectiveTo: row.effectiveTo,
      text: row.ruleText,
      reference: row.reference,
      parameters: (row.parameters ?? {}) as Record<string, unknown>,
    })),
    thresholds,
  };
}

/** The lots of a framework's orders, beside the lot that is asked about. */
const lotOfOrder = alias(lot, "lot_of_order");

/** States of orders that count against a framework's ceiling: those that bind. */
const BINDING_STATES = ["live", "completed"];

/** What live and completed call-offs of a framework come to, VAT included (PA-09). In pence. */
export async function ceilingUsed(q: Queryable, frameworkId: string): Promise<Pence> {
  return (await ceilingsUsed(q, [frameworkId])).get(frameworkId) ?? (0n as Pence);
}

/** The same for many frameworks, in one query; a framework with no orders is left out. In pence. */
export async function ceilingsUsed(
  q: Queryable,
  frameworkIds: readonly string[],
): Promise<Map<string, Pence>> {
  if (frameworkIds.length === 0) return new Map();
  const rows = await q
    .select({
      id: lot.frameworkId,
      used: sql<string>`coalesce(sum(coalesce(${order.net}, 0) + coalesce(${order.vat}, 0)), 0)::text`,
    })
    .from(order)
    .innerJoin(lot, eq(lot.id, order.lotId))
    .where(and(isAnyOf(lot.frameworkId, [...frameworkIds]), isAnyOf(order.state, BINDING_STATES)))
    .groupBy(lot.frameworkId);
  return new Map(rows.map((row) => [row.id, BigInt(row.used) as Pence]));
}

export interface LotCandidate extends RouteCandidate {
  /** The supplier's first day in the lot; null when it was never admitted. */
  admittedOn: Day | null;
  /** MUST epics of its capabilities that its assessment passed. */
  mustEpicsMet: number;
  /** A sentence for each required standard that it does not meet on the day. */
  standardsNotMet: readonly string[];
}

interface CandidatesInput {
  lotId: string;
  solutionIds: readonly string[];
  buyerKind: string | null;
  buyerCode?: string | null;
  on: Day;
  verdicts?: ReadonlyMap<string, Verdict>;
}

/**
 * How solutions stand in a lot on a day, for the route check and the mechanism: admission, the supplier's status
 * there, MUST epics passed, and the verdict for this lot and buyer. Two queries and those of the verdict, which are
 * spared where the caller knows the verdicts on these solutions for this lot, buyer and day.
 */
export async function lotCandidates(q: Queryable, input: CandidatesInput): Promise<LotCandidate[]> {
  const ids = [...new Set(input.solutionIds)];
  if (ids.length === 0) return [];
  const [candidates, epics] = await Promise.all([candidatesOf(q, input), mustEpicsMet(q, ids)]);
  return candidates.map((each) => ({ ...each, mustEpicsMet: epics.get(each.solutionId) ?? 0 }));
}

async function candidatesOf(q: Queryable, input: CandidatesInput) {
  const ids = [...new Set(input.solutionIds)];
  if (ids.length === 0) return [];
  const [rows, verdicts] = await Promise.all([
    q
      .select({
        solutionId: catalogueItem.id,
        solutionName: catalogueItem.name,
        supplierId: supplier.id,
        supplierName: supplier.name,
        admission: lotSupplier,
        offered: lotSolution.lotId,
      })
      .from(catalogueItem)
      .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
      .leftJoin(
        lotSupplier,
        and(eq(lotSupplier.lotId, input.lotId), eq(lotSupplier.supplierId, catalogueItem.supplierId)),
      )
      .leftJoin(
        lotSolution,
        and(eq(lotSolution.lotId, input.lotId), eq(lotSolution.solutionId, catalogueItem.id)),
      )
      .where(isAnyOf(catalogueItem.id, ids)),
    input.verdicts ?? verdictsFor(q, { ...input, solutionIds: ids }),
  ]);
  return rows.map(({ admission, offered, ...row }) => ({
    ...row,
    ...lotStatusOn(admission, input.on),
    inLot: offered !== null,
    compliant: verdicts.get(row.solutionId)?.outcome !== "not-compliant",
    standardsNotMet: (verdicts.get(row.solutionId)?.lines ?? [])
      .filter((line) => line.outcome === "not-met")
      .map((line) => line.text),
  }));
}

function lotStatusOn(row: typeof lotSupplier.$inferSelect | null, on: Day) {
  const inForce = row !== null && contains({ from: row.validFrom, to: row.validTo }, on);
  return {
    lotStatus: (inForce ? row.status : "not-admitted") as LotStatus,
    lotStatusReason: inForce ? row.reason : null,
    admittedOn: row?.validFrom ?? null,
  };
}

async function mustEpicsMet(q: Queryable, ids: string[]): Promise<Map<string, number>> {
  const rows = await q
    .select({ id: itemEpic.itemId, met: count() })
    .from(itemEpic)
    .innerJoin(
      capabilityEpic,
      and(
        eq(capabilityEpic.capabilityRef, itemEpic.capabilityRef),
        eq(capabilityEpic.epicId, itemEpic.epicId),
        eq(capabilityEpic.level, "MUST"),
      ),
    )
    .where(and(isAnyOf(itemEpic.itemId, ids), eq(itemEpic.result, "passed")))
    .groupBy(itemEpic.itemId);
  return new Map(rows.map((row) => [row.id, row.met]));
}

/** A lot with its framework, as the route check wants them. Throws Problem not-found `lot-not-found`. */
export async function lotWithFramework(
  q: Queryable,
  lotId: string,
): Promise<{ lot: Lot; framework: Framework }> {
  const [found] = await q
    .select({ lot, framework })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(eq(lot.id, lotId));
  if (!found) throw new Problem("not-found", "lot-not-found", "There is no such lot.");
  return {
    lot: found.lot,
    framework: { ...found.framework, state: found.framework.state as FrameworkState },
  };
}

/** What the route check asks about a lot and a buyer, in one query. Throws not-found for either. */
async function placeAndBuyer(
  q: Queryable,
  { lotId, buyerCode, on }: { lotId: string; buyerCode: string; on: Day },
) {
  const used = q
    .select({ sum: sql`coalesce(sum(coalesce(${order.net}, 0) + coalesce(${order.vat}, 0)), 0)::text` })
    .from(order)
    .innerJoin(lotOfOrder, eq(lotOfOrder.id, order.lotId))
    .where(and(eq(lotOfOrder.frameworkId, framework.id), isAnyOf(order.state, BINDING_STATES)));
  const active = q
    .select({ n: sql`count(*)::int` })
    .from(lotSupplier)
    .where(
      and(
        eq(lotSupplier.lotId, lot.id),
        eq(lotSupplier.status, "active"),
        lte(lotSupplier.validFrom, on),
        or(isNull(lotSupplier.validTo), gte(lotSupplier.validTo, on)),
      ),
    );
  const [found] = await q
    .select({
      lot,
      framework,
      buyer: { code: organisation.code, name: organisation.name, kind: organisation.kind },
      active: sql<number>`(${active})`,
      used: sql<string>`(${used})`,
    })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .leftJoin(organisation, eq(organisation.code, buyerCode))
    .where(eq(lot.id, lotId));
  if (!found) throw new Problem("not-found", "lot-not-found", "There is no such lot.");
  const { buyer } = found;
  if (!buyer) throw new Problem("not-found", "buyer-not-found", "There is no such organisation.");
  return {
    lot: found.lot as Lot,
    framework: { ...found.framework, state: found.framework.state as FrameworkState },
    buyer,
    activeSuppliersInLot: found.active,
    ceilingUsed: BigInt(found.used) as Pence,
  };
}

/**
 * The routes to market for a purchase, each open or closed with its reasons. `valueIncVat` is the whole term
 * with options, in pence; `verdicts` as for `lotCandidates`. Throws not-found for an unknown lot or buyer.
 * The term is in months. Codes: not-found `lot-not-found` and `buyer-not-found`.
 */
export async function routesFor(
  q: Queryable,
  input: {
    lotId: string;
    buyerCode: string;
    solutionIds: readonly string[];
    valueIncVat: Pence | null;
    termMonths: number;
    on: Day;
    verdicts?: ReadonlyMap<string, Verdict>;
  },
): Promise<RouteAnswer[]> {
  const [placed, dated] = await Promise.all([placeAndBuyer(q, input), procurementRules(q)]);
  return checkRoutes({
    ...placed,
    ...dated,
    on: input.on,
    candidates: await candidatesOf(q, { ...input, buyerKind: placed.buyer.kind }),
    valueIncVat: input.valueIncVat,
    termMonths: input.termMonths,
  });
}
