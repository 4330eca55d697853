import { and, asc, eq, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { order, orderBreachDecision } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { loadVerdictFacts } from "~/domain/certification/verdict-facts.server";
import { turnsOn, type Verdict, type Waiver } from "~/domain/certification/verdict";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Day } from "~/domain/shared/day";
import { breachesOf, type Breach, type BreachDecision, type DecidedBreach } from "./breach";
import type { OrderState } from "./order";

export interface CertifiedOrder {
  id: string;
  title: string;
  state: OrderState;
  buyerCode: string;
  buyerName: string;
  supplierName: string;
  solutionName: string;
}

/** Orders with the verdict of their solution for their lot and buyer on a day, in a constant number of queries a lot. */
async function ordersWithVerdicts(
  q: Queryable,
  where: SQL | undefined,
  on: Day,
): Promise<{ order: CertifiedOrder; verdict: Verdict; waivers: Waiver[] }[]> {
  const rows = await q
    .select({
      id: order.id,
      title: order.title,
      state: order.state,
      buyerCode: order.buyerCode,
      buyerName: organisation.name,
      buyerKind: organisation.kind,
      supplierName: supplier.name,
      solutionId: order.solutionId,
      solutionName: catalogueItem.name,
      lotId: order.lotId,
    })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, order.solutionId))
    .where(where)
    .orderBy(byNumber(order.id));
  if (rows.length === 0) return [];
  const solutionIds = [...new Set(rows.map((row) => row.solutionId))];
  const facts = await loadVerdictFacts(q, { solutionIds, on });
  const asked = new Map<string, Promise<Map<string, Verdict>>>();
  return Promise.all(
    rows.map(async ({ buyerKind, solutionId, lotId, state, ...row }) => {
      const key = `${lotId} ${row.buyerCode}`;
      if (!asked.has(key)) {
        const question = { lotId, buyerKind, buyerCode: row.buyerCode, on };
        asked.set(key, verdictsFor(q, { ...question, solutionIds, facts }));
      }
      const verdict = (await asked.get(key)!).get(solutionId)!;
      const waivers = facts.waivers.filter((waiver) => waiver.solutionId === solutionId);
      return { order: { ...row, state: state as OrderState }, verdict, waivers };
    }),
  );
}

async function decisionsOf(
  q: Queryable,
  orderIds: string[],
): Promise<(DecidedBreach & { orderId: string })[]> {
  if (orderIds.length === 0) return [];
  const rows = await q
    .select({ row: orderBreachDecision, decidedByName: user.name })
    .from(orderBreachDecision)
    .innerJoin(user, eq(user.id, orderBreachDecision.decidedBy))
    .where(isAnyOf(orderBreachDecision.orderId, orderIds))
    .orderBy(asc(orderBreachDecision.decidedAt), asc(orderBreachDecision.id));
  return rows.map(
    ({ row: { orderId, certificateNumber, since, decision, note, dueOn, decidedAt }, decidedByName }) => ({
      orderId,
      certificateNumber,
      since,
      decision: decision as BreachDecision,
      note,
      dueOn,
      decidedAt,
      decidedByName,
    }),
  );
}

async function breaches(q: Queryable, where: SQL | undefined, on: Day) {
  const found = await ordersWithVerdicts(q, and(eq(order.state, "live"), where), on);
  const failing = found.filter(({ verdict }) => verdict.outcome === "not-compliant");
  const decisions = await decisionsOf(
    q,
    failing.map((one) => one.order.id),
  );
  return failing.flatMap(({ order: of, verdict }) =>
    breachesOf(
      verdict,
      decisions.filter((one) => one.orderId === of.id),
    ).map((breach) => ({ order: of, breach })),
  );
}

/** The certificates that one order rests on and that do not count on a day; only a live order has breaches. */
export async function breachesOfOrder(q: Queryable, input: { orderId: string; on: Day }): Promise<Breach[]> {
  return (await breaches(q, eq(order.id, input.orderId), input.on)).map((one) => one.breach);
}

/** The breaches of a buyer's live orders about which somebody has to decide, the oldest first. */
export async function breachesWaiting(
  q: Queryable,
  input: { buyerCode: string; on: Day },
): Promise<{ order: CertifiedOrder; breach: Breach }[]> {
  const found = await breaches(q, eq(order.buyerCode, input.buyerCode), input.on);
  return found.filter((one) => one.breach.open).sort((a, b) => a.breach.since.localeCompare(b.breach.since));
}

const UNDER_WAY: OrderState[] = ["in_progress", "awaiting_approval", "awaiting_signature", "live"];

/** The orders that are live or on their way and rest on a certificate (`turnsOn`). */
export async function ordersOnCertificate(
  q: Queryable,
  input: { number: string; supplierId: string; solutionId: string | null; on: Day },
): Promise<CertifiedOrder[]> {
  const { number, supplierId, solutionId, on } = input;
  const own = solutionId === null ? eq(order.supplierId, supplierId) : eq(order.solutionId, solutionId);
  const found = await ordersWithVerdicts(q, and(own, isAnyOf(order.state, UNDER_WAY)), on);
  return found
    .filter(({ order: { buyerCode }, verdict, waivers }) =>
      turnsOn(verdict, { certificateNumber: number, waivers, buyerCode }),
    )
    .map((one) => one.order);
}
