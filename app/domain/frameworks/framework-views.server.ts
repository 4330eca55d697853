import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { qualified } from "~db/qualified";
import { framework, lot, lotSolution, lotSupplier } from "~db/schema/frameworks";
import type { Pence } from "~/domain/money/money";
import { contains, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { isLiveOn, stateOn, termProblem, type FrameworkState } from "./framework";
import type { LotStatus } from "./route";
import { ceilingsUsed, ceilingUsed, procurementRules } from "./route-views.server";
import { numberOf, ruleOn } from "./rule";

export interface FrameworkRow {
  id: string;
  name: string;
  shortName: string;
  ownerName: string;
  /** As at the day asked for. */
  state: FrameworkState;
  startsOn: Day;
  endsOn: Day;
  lots: number;
  suppliers: number;
  /** Both VAT included; the ceiling is null when none is stated. */
  ceiling: Pence | null;
  used: Pence;
}

/** The frameworks on a day, live ones first, then by name. Three queries. */
export async function frameworksList(
  q: Queryable,
  input: { on: Day; state?: string },
): Promise<{ rows: FrameworkRow[]; total: number }> {
  const found = await q.select().from(framework).orderBy(asc(framework.name), asc(framework.id));
  const ids = found.map((row) => row.id);
  const [counts, used] = await Promise.all([lotCounts(q), ceilingsUsed(q, ids)]);
  const rows = found.map((row) => {
    const placed = { ...row, state: row.state as FrameworkState };
    return {
      id: row.id,
      name: row.name,
      shortName: row.shortName,
      ownerName: row.ownerName,
      state: stateOn(placed, input.on),
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      lots: counts.get(row.id)?.lots ?? 0,
      suppliers: counts.get(row.id)?.suppliers ?? 0,
      ceiling: row.ceiling,
      used: used.get(row.id) ?? (0n as Pence),
    };
  });
  rows.sort((a, b) => Number(b.state === "live") - Number(a.state === "live"));
  const shown = input.state ? rows.filter((row) => row.state === input.state) : rows;
  return { rows: shown, total: rows.length };
}

async function lotCounts(q: Queryable) {
  const rows = await q
    .select({
      id: lot.frameworkId,
      lots: sql<number>`count(distinct ${lot.id})::int`,
      suppliers: sql<number>`count(distinct ${lotSupplier.supplierId})::int`,
    })
    .from(lot)
    .leftJoin(lotSupplier, eq(lotSupplier.lotId, lot.id))
    .groupBy(lot.frameworkId);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface FrameworkView {
  framework: typeof framework.$inferSelect & { state: FrameworkState };
  live: boolean;
  lots: (typeof lot.$inferSelect & { suppliers: number; solutions: number })[];
  used: Pence;
  /** Whole per cent of the ceiling, rounded down; null without a ceiling. */
  usedPercent: number | null;
  /** Per cent from which the centre is warned and call-offs are refused (PA-09); null when no rule is on record. */
  limits: { warnPercent: number; refusePercent: number; reference: string } | null;
  /** What is wrong with its term, for frameworks that were imported; null when sound. */
  termProblem: string | null;
}

/** One framework as at a day with its lots and the use of its ceiling. Throws not-found. */
export async function frameworkView(q: Queryable, input: { id: string; on: Day }): Promise<FrameworkView> {
  const [[found], lots, used, { rules }] = await Promise.all([
    q.select().from(framework).where(eq(framework.id, input.id)),
    q
      .select({
        lot,
        suppliers: sql<number>`(select count(*)::int from lot_supplier s where s.lot_id = ${qualified(lot.id)} and s.status = 'active')`,
        solutions: sql<number>`(select count(*)::int from lot_solution s where s.lot_id = ${qualified(lot.id)})`,
      })
      .from(lot)
      .where(eq(lot.frameworkId, input.id))
      .orderBy(asc(lot.number), asc(lot.id)),
    ceilingUsed(q, input.id),
    procurementRules(q),
  ]);
  if (!found) throw notFound("framework");
  const placed = { ...found, state: found.state as FrameworkState };
  const rule = ruleOn(rules, "PA-09", input.on);
  const warnPercent = rule && numberOf(rule, "warnPercent");
  const refusePercent = rule && numberOf(rule, "refusePercent");
  return {
    framework: { ...placed, state: stateOn(placed, input.on) },
    live: isLiveOn(placed, input.on),
    lots: lots.map((row) => ({ ...row.lot, suppliers: row.suppliers, solutions: row.solutions })),
    used,
    usedPercent: found.ceiling ? Number((used * 100n) / found.ceiling) : null,
    limits:
      rule && warnPercent !== null && refusePercent !== null
        ? { warnPercent, refusePercent, reference: rule.reference }
        : null,
    termProblem: termProblem(placed, rules)?.text ?? null,
  };
}

function notFound(thing: "framework" | "lot"): Problem {
  return new Problem("not-found", `${thing}-not-found`, {
    title: `There is no such ${thing}.`,
    detail: "The list of frameworks has all of them.",
    next: { label: "Frameworks", href: "/frameworks" },
  });
}

/** Every lot of every framework with a label for lists to choose from, by framework and number. */
export async function lotsList(
  q: Queryable,
): Promise<{ id: string; frameworkId: string; number: string; label: string }[]> {
  const rows = await q
    .select({ lot, frameworkName: framework.name })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .orderBy(asc(framework.name), asc(lot.number), asc(lot.id));
  return rows.map(({ lot: of, frameworkName }) => ({
    id: of.id,
    frameworkId: of.frameworkId,
    number: of.number,
    label: `${frameworkName}, lot ${of.number}: ${of.name}`,
  }));
}

export interface LotView {
  framework: { id: string; name: string; state: FrameworkState; startsOn: Day; endsOn: Day };
  lot: typeof lot.$inferSelect;
  /** By name, each with its status on the day and what it offers in the lot. */
  suppliers: {
    id: string;
    name: string;
    status: LotStatus;
    reason: string | null;
    validFrom: Day;
    validTo: Day | null;
    solutions: { id: string; name: string; summary: string; isFoundation: boolean }[];
  }[];
}

/** One lot of a framework as at a day: its limits, its suppliers with their status. Throws not-found. */
export async function lotView(
  q: Queryable,
  input: { frameworkId: string; lotId: string; on: Day },
): Promise<LotView> {
  const [found] = await q
    .select({ lot, framework })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(and(eq(lot.id, input.lotId), eq(lot.frameworkId, input.frameworkId)));
  if (!found) throw notFound("lot");
  const [suppliers, solutions] = await Promise.all([
    q
      .select({ admission: lotSupplier, name: supplier.name })
      .from(lotSupplier)
      .innerJoin(supplier, eq(supplier.id, lotSupplier.supplierId))
      .where(eq(lotSupplier.lotId, input.lotId))
      .orderBy(asc(supplier.name), asc(supplier.id)),
    q
      .select({
        id: catalogueItem.id,
        name: catalogueItem.name,
        summary: catalogueItem.summary,
        supplierId: catalogueItem.supplierId,
        isFoundation: lotSolution.isFoundation,
      })
      .from(lotSolution)
      .innerJoin(catalogueItem, eq(catalogueItem.id, lotSolution.solutionId))
      .where(
        and(eq(lotSolution.lotId, input.lotId), isAnyOf(catalogueItem.state, ["published", "suspended"])),
      )
      .orderBy(asc(catalogueItem.name), asc(catalogueItem.id)),
  ]);
  const placed = { ...found.framework, state: found.framework.state as FrameworkState };
  return {
    framework: {
      id: placed.id,
      name: placed.name,
      state: stateOn(placed, input.on),
      startsOn: placed.startsOn,
      endsOn: placed.endsOn,
    },
    lot: found.lot,
    suppliers: suppliers.map(({ admission, name }) => {
      const { supplierId, validFrom, validTo } = admission;
      const inForce = contains({ from: validFrom, to: validTo }, input.on);
      return {
        id: supplierId,
        name,
        status: inForce ? (admission.status as LotStatus) : "not-admitted",
        reason: admission.reason,
        validFrom,
        validTo,
        solutions: solutions
          .filter((item) => item.supplierId === supplierId)
          .map(({ id, name: itemName, summary, isFoundation }) => ({
            id,
            name: itemName,
            summary,
            isFoundation,
          })),
      };
    }),
  };
}

export interface SolutionLot {
  solutionId: string;
  lotId: string;
  lotNumber: string;
  lotName: string;
  frameworkId: string;
  frameworkName: string;
  /** The framework is live on the day. */
  live: boolean;
  /** The supplier's status in the lot on the day. */
  status: LotStatus;
  isFoundation: boolean;
}

/** The lots that offer these solutions, as at a day; one query whatever their number. */
export async function lotsForSolutions(
  q: Queryable,
  input: { solutionIds: readonly string[]; on: Day },
): Promise<SolutionLot[]> {
  if (input.solutionIds.length === 0) return [];
  const rows = await q
    .select({ offered: lotSolution, lot, framework, admission: lotSupplier })
    .from(lotSolution)
    .innerJoin(lot, eq(lot.id, lotSolution.lotId))
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, lotSolution.solutionId))
    .leftJoin(
      lotSupplier,
      and(eq(lotSupplier.lotId, lot.id), eq(lotSupplier.supplierId, catalogueItem.supplierId)),
    )
    .where(isAnyOf(lotSolution.solutionId, [...input.solutionIds]))
    .orderBy(asc(framework.name), asc(lot.number));
  return rows.map(({ offered, lot: of, framework: parent, admission }) => {
    const inForce = admission && contains({ from: admission.validFrom, to: admission.validTo }, input.on);
    return {
      solutionId: offered.solutionId,
      lotId: of.id,
      lotNumber: of.number,
      lotName: of.name,
      frameworkId: parent.id,
      frameworkName: parent.name,
      live: isLiveOn({ ...parent, state: parent.state as FrameworkState }, input.on),
      status: inForce ? (admission.status as LotStatus) : "not-admitted",
      isFoundation: offered.isFoundation,
    };
  });
}

/** The lots that offer one solution. */
export async function lotsForSolution(
  q: Queryable,
  input: { solutionId: string; on: Day },
): Promise<SolutionLot[]> {
  return lotsForSolutions(q, { solutionIds: [input.solutionId], on: input.on });
}
