import { and, eq, exists, isNull, ne, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { order, orderApproval, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { VerdictLine } from "~/domain/certification/verdict";
import { verdictFor } from "~/domain/certification/verdict-views.server";
import { bindingAllocation } from "~/domain/funding/allocations/allocation-views.server";
import { fundBalances, organisationStatement } from "~/domain/funding/funding-views.server";
import { pence, sum, type Pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { costOf } from "~/domain/who-pays/cost";
import { answeringFor } from "./approver-views.server";
import type { OrderCost } from "../cost-views.server";
import type { OrderView } from "../order-views.server";
import { sourceYears, type SourceYear } from "./share-source";

/** One fund or budget that a share takes money from, with what is there; pence. */
export interface ShareSource {
  key: string;
  name: string;
  /** What the share takes from it. */
  cost: Pence;
  /** Free to commit in it today, and after the share; null for a budget, whose balance is kept elsewhere. */
  free: { today: Pence; after: Pence } | null;
  /** The days on which orders may commit it, where today is none of them: the supplier's signature would be refused. */
  notOpen: { opensOn: Day; closesOn: Day } | null;
  /** For a budget: what its orders have reserved so far. */
  reserved: Pence | null;
  /** For a budget: what of other orders is approved and not reserved yet, because the supplier has not signed. */
  approved: Pence | null;
  /** Where its allocations bind: whose this order uses, null when nobody's, and what is left of it. */
  allocation: { holderName: string | null; today: Pence; after: Pence } | null;
}

export interface ShareCheck {
  years: (SourceYear & { sourceName: string })[];
  sources: ShareSource[];
  /** The others who pay, and whether they have said yes. */
  others: { code: string; name: string; net: Pence; vat: Pence; state: string }[];
  /** Each standard that the solution does not meet today; empty when it may be bought. */
  notMet: VerdictLine[];
}

/**
 * What the solution of an order does not meet on a day, for its buyer and in its lot; empty when it is
 * compliant. Throws Problem not-found `solution-not-found`.
 */
export async function standardsNotMet(
  q: Queryable,
  { orderId, on }: { orderId: string; on: Day },
): Promise<VerdictLine[]> {
  const [row] = await q
    .select({
      solutionId: order.solutionId,
      lotId: order.lotId,
      buyerCode: order.buyerCode,
      buyerKind: organisation.kind,
    })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(eq(order.id, orderId));
  if (!row) return [];
  const { outcome, lines } = await verdictFor(q, { ...row, on });
  return outcome === "not-compliant" ? lines.filter((line) => line.outcome === "not-met") : [];
}

/**
 * What an approver looks at before a share is approved: its sums by year, where the money comes from and what
 * is left there, who else pays, and what the solution does not meet today. Null when the payer is not asked.
 * Throws Problem not-found `solution-not-found`.
 */
export async function shareCheck(
  q: Queryable,
  input: { order: OrderView; cost: OrderCost; payerCode: string; on: Day },
): Promise<ShareCheck | null> {
  const { order: shown, cost, payerCode, on } = input;
  const approval = shown.approvals.find((one) => one.payerCode === payerCode);
  if (!approval) return null;
  const answers = await answeringFor(q, cost.payers, dayOf(approval.requestedAt));
  const own = cost.shares.filter((share) => answers.get(share.payerCode) === payerCode);
  const years = sourceYears(own);
  const about = { orderId: shown.id, approverCode: payerCode, buyerCode: shown.buyer.code };
  const sources = await sourcesOf(q, years, { ...about, cost, on });
  const nameOf = new Map(sources.map((source) => [source.key, source.name]));
  return {
    years: years.map((row) => ({ ...row, sourceName: nameOf.get(keyOf(row))! })),
    sources,
    others: shown.approvals
      .filter((one) => one.payerCode !== payerCode)
      .map((one) => ({
        code: one.payerCode,
        name: one.payerName,
        net: one.net,
        vat: one.vat,
        state: one.state,
      })),
    notMet: await standardsNotMet(q, { orderId: shown.id, on }),
  };
}

/** What orders other than this one will take from an own budget once their suppliers sign: shares that are approved. In pence. */
async function approvedUnsigned(
  q: Queryable,
  of: { orderId: string; payerCode: string; approverCode: string },
): Promise<Pence> {
  const approved = q
    .select({ one: sql`1` })
    .from(orderApproval)
    .where(
      and(
        eq(orderApproval.orderId, order.id),
        // A successor answers for the payer whose share it is.
        isAnyOf(orderApproval.payerCode, [of.payerCode, of.approverCode]),
        eq(orderApproval.state, "approved"),
      ),
    );
  const shares = await q
    .select({ net: orderShare.net, vat: orderShare.vat, recoverableVat: orderShare.recoverableVat })
    .from(orderShare)
    .innerJoin(order, eq(order.id, orderShare.orderId))
    .where(
      and(
        eq(orderShare.payerCode, of.payerCode),
        isNull(orderShare.fundId),
        ne(order.id, of.orderId),
        isAnyOf(order.state, ["awaiting_approval", "awaiting_signature"]),
        exists(approved),
      ),
    );
  return sum(shares.map(costOf));
}

const keyOf = ({ fundId, payerCode }: SourceYear) => fundId ?? `budget ${payerCode}`;

async function sourcesOf(
  q: Queryable,
  years: readonly SourceYear[],
  about: { orderId: string; approverCode: string; buyerCode: string; cost: OrderCost; on: Day },
): Promise<ShareSource[]> {
  const { cost, buyerCode, on } = about;
  const keys = [...new Set(years.map(keyOf))];
  const funds = await fundBalances(
    q,
    years.flatMap((row) => row.fundId ?? []),
  );
  return Promise.all(
    keys.map(async (key) => {
      const rows = years.filter((row) => keyOf(row) === key);
      const { payerCode, fundId } = rows[0]!;
      const taken = sum(rows.map((row) => row.cost));
      const fund = funds.find((one) => one.fundId === fundId);
      if (!fund) {
        const payer = cost.payers.find((one) => one.payerCode === payerCode);
        const { committed } = await organisationStatement(q, { organisationCode: payerCode });
        const name = `The budget of ${payer?.payerName ?? payerCode}`;
        const approved = await approvedUnsigned(q, { ...about, payerCode });
        const none = { free: null, notOpen: null, allocation: null };
        return { key, name, cost: taken, reserved: committed, approved, ...none };
      }
      const binding = await bindingAllocation(q, { fundId: fund.fundId, buyerCode });
      return {
        key,
        name: fund.name,
        cost: taken,
        free: { today: fund.free, after: pence(fund.free - taken) },
        notOpen:
          on < fund.opensOn || on > fund.closesOn ? { opensOn: fund.opensOn, closesOn: fund.closesOn } : null,
        reserved: null,
        approved: null,
        allocation: binding && {
          holderName: binding.holderName,
          today: binding.left,
          after: pence(binding.left - taken),
        },
      };
    }),
  );
}
