import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, isNoneOf } from "~db/lists";
import { byNumberDown } from "~db/number-order";
import { grantAward, grantAwardCost, grantSignature } from "~db/schema/applications";
import { fund } from "~db/schema/funding";
import { order, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { pence, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { noSuchAward } from "../applicant";
import type { GrantState, Side } from "./grant";
import type { Memorandum } from "./memorandum";

export interface GrantRow {
  id: string;
  applicationId: string;
  organisationCode: string;
  organisationName: string;
  fundId: string;
  fundName: string;
  payerCode: string;
  closesOn: Day;
  needTitle: string;
  amount: Pence;
  returned: Pence;
  state: GrantState;
  awardedAt: Date;
  /** Who decided, and so does not sign for the centre. */
  awardedBy: string;
  signedSides: Side[];
}

const signedSides = sql<Side[]>`array(select side from grant_signature where award_id = ${grantAward.id})`;
const rowColumns = {
  id: grantAward.id,
  applicationId: grantAward.applicationId,
  organisationCode: grantAward.organisationCode,
  organisationName: organisation.name,
  fundId: grantAward.fundId,
  fundName: fund.name,
  payerCode: fund.payerCode,
  closesOn: fund.closesOn,
  needTitle: sql<string>`${grantAward.memorandum} #>> '{facts,2,1}'`,
  amount: grantAward.amount,
  returned: grantAward.returned,
  state: sql<GrantState>`${grantAward.state}`,
  awardedAt: grantAward.awardedAt,
  awardedBy: grantAward.awardedBy,
  signedSides,
};

/** Awards, newest first: one organisation's, or all. */
export async function grantRows(
  q: Queryable,
  filter: { organisationCode?: string; states?: readonly GrantState[] } = {},
): Promise<GrantRow[]> {
  return q
    .select(rowColumns)
    .from(grantAward)
    .innerJoin(organisation, eq(organisation.code, grantAward.organisationCode))
    .innerJoin(fund, eq(fund.id, grantAward.fundId))
    .where(
      and(
        filter.organisationCode ? eq(grantAward.organisationCode, filter.organisationCode) : undefined,
        filter.states?.length ? isAnyOf(grantAward.state, [...filter.states]) : undefined,
      ),
    )
    .orderBy(desc(grantAward.awardedAt), byNumberDown(grantAward.id));
}

/**
 * One award with its costs, memorandum, signatures and the orders of its organisation that its fund pays. 404
 * for others. Throws Problem not-found `no-such-grant-award`.
 */
export async function grantView(q: Queryable, input: { awardId: string; organisationCode: string | null }) {
  const [found] = await q
    .select({ ...rowColumns, award: grantAward })
    .from(grantAward)
    .innerJoin(organisation, eq(organisation.code, grantAward.organisationCode))
    .innerJoin(fund, eq(fund.id, grantAward.fundId))
    .where(eq(grantAward.id, input.awardId));
  if (!found || (input.organisationCode !== null && found.organisationCode !== input.organisationCode))
    throw noSuchAward();
  const { award, ...row } = found;
  const [costs, signatures, orders] = await Promise.all([
    q
      .select()
      .from(grantAwardCost)
      .where(eq(grantAwardCost.awardId, row.id))
      .orderBy(desc(grantAwardCost.amount), asc(grantAwardCost.category)),
    q
      .select()
      .from(grantSignature)
      .where(eq(grantSignature.awardId, row.id))
      .orderBy(grantSignature.signedAt),
    // As allocations count: no order uses what both sides have not signed.
    row.state === "awaiting_signature" ? [] : ordersPaidBy(q, row),
  ]);
  return {
    ...row,
    conditions: award.conditions,
    memorandum: award.memorandum as unknown as Memorandum,
    inForceAt: award.inForceAt,
    withdrawnAt: award.withdrawnAt,
    withdrawalReason: award.withdrawalReason,
    left: pence(award.amount - award.returned),
    costs,
    signatures: signatures.map((one) => ({ ...one, side: one.side as Side })),
    orders,
  };
}

export type GrantView = Awaited<ReturnType<typeof grantView>>;

/** What a fund pays of an organisation's orders, those from before an award too; drafts and cancelled ones left out. */
async function ordersPaidBy(q: Queryable, input: { organisationCode: string; fundId: string }) {
  const rows = await q
    .select({
      id: order.id,
      title: order.title,
      state: order.state,
      placedAt: order.submittedAt,
      cost: sql<string>`sum(${orderShare.net} + ${orderShare.vat} - ${orderShare.recoverableVat})`,
    })
    .from(order)
    .innerJoin(orderShare, eq(orderShare.orderId, order.id))
    .where(
      and(
        eq(order.buyerCode, input.organisationCode),
        eq(orderShare.fundId, input.fundId),
        isNoneOf(order.state, ["in_progress", "cancelled"]),
      ),
    )
    .groupBy(order.id, order.title, order.state, order.submittedAt)
    .orderBy(order.id);
  return rows.map(({ cost, ...row }) => ({ ...row, cost: pence(BigInt(cost)) }));
}
