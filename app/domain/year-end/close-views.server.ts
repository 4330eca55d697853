import { and, asc, eq, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { fundTransfer, moneyRequest } from "~db/schema/fund-changes";
import { fund, ledgerTransaction } from "~db/schema/funding";
import { user } from "~db/schema/people";
import { clawback, financialYearClose } from "~db/schema/year-end";
import { fundBalances, type FundRow } from "~/domain/funding/funding-views.server";
import { latestLedgerCheck } from "~/domain/ledger/ledger-check-views.server";
import { trialBalanceByKind } from "~/domain/ledger/ledger-views.server";
import { formatPence } from "~/domain/money/format";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import { conditionsOfClose, type Condition, type Outstanding } from "./close-conditions";

export interface CloseRow {
  financialYear: FinancialYear;
  accrued: Pence;
  accrualReason: string | null;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  approvedByName: string | null;
  closedAt: Date | null;
  lapsed: Pence | null;
}

export interface CloseView {
  /** Null while nobody has asked. */
  close: CloseRow | null;
  conditions: Condition[];
  outstanding: Outstanding[];
  /** What goes back to its payer when the year closes: funds of this year and earlier ones that do not carry over. */
  lapsing: FundRow[];
  /** Funds of this year or before that carry over and still have money free: the closing leaves it where it is. */
  staying: FundRow[];
}

/** A year's closing: what was asked for, whether everything is ready, and what will lapse with it. */
export async function closeView(
  q: Queryable,
  input: { financialYear: FinancialYear; today: Day; now: Date },
): Promise<CloseView> {
  const { financialYear, today, now } = input;
  const close = await closeOf(q, financialYear);
  const funds = await fundsThat(q, { carriesOver: false, financialYear });
  const carrying = await fundsThat(q, { carriesOver: true, financialYear });
  const staying = carrying.filter((one) => one.free > 0n);
  const outstanding = await outstandingOf(q, funds);
  const { totals } = await trialBalanceByKind(q);
  const conditions = conditionsOfClose({
    financialYear,
    today,
    now,
    outstanding,
    accrued: close?.accrued ?? null,
    undecided: await undecidedOf(q, financialYear),
    check: await latestLedgerCheck(q),
    trialBalanceIsZero: totals.postedDifference === 0n && totals.pendingDifference === 0n,
  });
  return { close, conditions, outstanding, lapsing: funds.filter((one) => one.free > 0n), staying };
}

async function closeOf(q: Queryable, financialYear: FinancialYear): Promise<CloseRow | null> {
  const [row] = await closesWhere(q, eq(financialYearClose.financialYear, financialYear));
  return row ?? null;
}

/** Closings that were asked for and wait for the second officer. */
export async function closeRequests(q: Queryable): Promise<CloseRow[]> {
  return closesWhere(q, isNull(financialYearClose.closedAt));
}

async function closesWhere(q: Queryable, condition: SQL): Promise<CloseRow[]> {
  const requester = alias(user, "requester");
  const approver = alias(user, "approver");
  const rows = await q
    .select({ close: financialYearClose, requestedByName: requester.name, approvedByName: approver.name })
    .from(financialYearClose)
    .innerJoin(requester, eq(requester.id, financialYearClose.requestedBy))
    .leftJoin(approver, eq(approver.id, financialYearClose.approvedBy))
    .where(condition)
    .orderBy(asc(financialYearClose.financialYear));
  return rows.map(({ close: { approvedBy: _approvedBy, ...close }, ...names }) => ({ ...close, ...names }));
}

/** The years that are closed or asked to be, the newest first. */
export async function closedYears(
  q: Queryable,
): Promise<{ financialYear: FinancialYear; closedAt: Date | null }[]> {
  return q
    .select({ financialYear: financialYearClose.financialYear, closedAt: financialYearClose.closedAt })
    .from(financialYearClose)
    .orderBy(sql`${financialYearClose.financialYear} desc`);
}

/** Funds of the year and of those before it that carry over, or that lapse. */
async function fundsThat(
  q: Queryable,
  { carriesOver, financialYear }: { carriesOver: boolean; financialYear: FinancialYear },
): Promise<FundRow[]> {
  const rows = await q
    .select({ id: fund.id })
    .from(fund)
    .where(and(lte(fund.financialYear, financialYear), eq(fund.carriesOver, carriesOver)));
  return fundBalances(
    q,
    rows.map((row) => row.id),
  );
}

async function outstandingOf(q: Queryable, funds: readonly FundRow[]): Promise<Outstanding[]> {
  const holding = funds.filter((one) => one.committed > 0n);
  if (holding.length === 0) return [];
  const ids = holding.map((one) => one.fundId);
  const rows = await q.execute<Record<string, string | null>>(sql`
    select x.order_id, o.title, b.name as buyer, a.fund_id, sum(r.amount_pence - coalesce(p.answered, 0))::text as left
    from ledger_account a join ledger_transfer r on r.debit_account_id = a.id and r.kind = 'reserve'
    join ledger_transaction x on x.id = r.transaction_id
    left join lateral (select sum(t.amount_pence) as answered from ledger_transfer t where t.reservation_id = r.id) p on true
    left join "order" o on o.id = x.order_id left join organisation b on b.code = o.buyer_code
    where ${isAnyOf(sql`a.fund_id`, ids)} and r.amount_pence > coalesce(p.answered, 0)
    group by 1, 2, 3, 4 order by x.order_id, a.fund_id`);
  const nameOf = new Map(funds.map((one) => [one.fundId, one.name]));
  return [...rows].map((row) => ({
    orderId: row.order_id ?? "",
    orderTitle: row.title ?? row.order_id ?? "",
    buyerName: row.buyer ?? "",
    fundId: row.fund_id!,
    fundName: nameOf.get(row.fund_id!) ?? row.fund_id!,
    left: pence(BigInt(row.left!)),
  }));
}

async function undecidedOf(
  q: Queryable,
  financialYear: FinancialYear,
): Promise<{ label: string; href: string }[]> {
  const giving = alias(fund, "giving");
  const getting = alias(fund, "getting");
  const transfers = await q
    .select({ id: fundTransfer.id, amount: fundTransfer.amount, from: giving.name })
    .from(fundTransfer)
    .innerJoin(giving, eq(giving.id, fundTransfer.fromFundId))
    .innerJoin(getting, eq(getting.id, fundTransfer.toFundId))
    .where(
      and(
        eq(fundTransfer.state, "requested"),
        or(lte(giving.financialYear, financialYear), lte(getting.financialYear, financialYear)),
      ),
    )
    .orderBy(byNumber(fundTransfer.id));
  const clawbacks = await q
    .select({ orderId: clawback.orderId, amount: clawback.amount })
    .from(clawback)
    .innerJoin(fund, eq(fund.id, clawback.fundId))
    .where(and(eq(clawback.state, "requested"), lte(fund.financialYear, financialYear)))
    .orderBy(asc(clawback.requestedAt));
  const additions = await q
    .select({ id: moneyRequest.id, amount: moneyRequest.amount, name: fund.name })
    .from(moneyRequest)
    .innerJoin(fund, eq(fund.id, moneyRequest.fundId))
    .where(
      and(
        eq(moneyRequest.state, "requested"),
        eq(moneyRequest.kind, "add"),
        lte(fund.financialYear, financialYear),
      ),
    )
    .orderBy(byNumber(moneyRequest.id));
  const reversals = await q
    .select({ id: moneyRequest.id, amount: moneyRequest.amount, text: ledgerTransaction.text })
    .from(moneyRequest)
    .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, moneyRequest.transactionId))
    .where(
      and(
        eq(moneyRequest.state, "requested"),
        lte(ledgerTransaction.effectiveOn, financialYearPeriod(financialYear).to),
      ),
    )
    .orderBy(byNumber(moneyRequest.id));
  return [
    ...additions.map((row) => ({
      label: `${row.id}, ${formatPence(row.amount)} into ${row.name}`,
      href: `/commercial/funding/requests/${row.id}`,
    })),
    ...reversals.map((row) => ({
      label: `${row.id}, the reversal of “${row.text}”`,
      href: `/commercial/funding/requests/${row.id}`,
    })),
    ...transfers.map((row) => ({
      label: `${row.id}, ${formatPence(row.amount)} from ${row.from}`,
      href: `/commercial/funding/transfers/${row.id}`,
    })),
    ...clawbacks.map((row) => ({
      label: `clawback of ${formatPence(row.amount)} for order ${row.orderId}`,
      href: `/commercial/year-end/${financialYear}/clawbacks`,
    })),
  ];
}
