import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { fundTransfer } from "~db/schema/fund-changes";
import { pence, ZERO, type Pence } from "../../money/money";
import { isClosedYear } from "~/domain/ledger/closed-year";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import type { TransferFund } from "./fund-transfer";
import { fundBalances, type FundRow } from "../funding-views.server";
import { roomOf, type Room } from "../allocations/allocation-table";
import { withUnusedAllocations } from "../allocations/unused-allocations.server";

export type FundLeaving = FundRow & TransferFund;

/**
 * Funds with what keeps their free money: allocations that orders have not used yet, organisation by organisation, and
 * requests to move it that wait.
 */
export async function fundsLeaving(q: Queryable, ids?: readonly string[]): Promise<FundLeaving[]> {
  const funds = await fundBalances(q, ids);
  const waiting = await waitingOut(q, funds);
  const found = await withUnusedAllocations(q, funds);
  const through = await closedThrough(q);
  return found.map((fund) => ({
    ...fund,
    waitingOut: waiting.get(fund.fundId) ?? ZERO,
    yearClosed: isClosedYear(fund.financialYear, through),
  }));
}

/** What a fund may still set aside: not what requests to move its money would take. In pence. */
export async function roomToAllocate(
  q: Queryable,
  fund: Pick<FundRow, "fundId" | "allocated" | "setAside">,
): Promise<Room> {
  const waiting = await waitingOut(q, [fund]);
  return roomOf(pence(fund.allocated - fund.setAside), waiting.get(fund.fundId) ?? ZERO);
}

async function waitingOut(
  q: Queryable,
  funds: readonly Pick<FundRow, "fundId">[],
): Promise<Map<string, Pence>> {
  const ids = funds.map((fund) => fund.fundId);
  if (ids.length === 0) return new Map();
  const rows = await q
    .select({ fundId: fundTransfer.fromFundId, amount: sql<string>`sum(${fundTransfer.amount})` })
    .from(fundTransfer)
    .where(and(eq(fundTransfer.state, "requested"), isAnyOf(fundTransfer.fromFundId, ids)))
    .groupBy(fundTransfer.fromFundId);
  return new Map(rows.map((row) => [row.fundId, pence(BigInt(row.amount))]));
}
