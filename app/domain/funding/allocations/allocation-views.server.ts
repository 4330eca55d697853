import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { allocationChange } from "~db/schema/fund-changes";
import { allocation, fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { pence, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { keysetList, type List, type SortOrder } from "../../shared/keyset.server";
import {
  holderOf,
  holdersOf,
  leftOf,
  NO_USE,
  useByHolder,
  useOf,
  type BuyerUse,
  type Use,
  type UseRow,
} from "./allocation";
import { offered } from "./offered.server";
import { USE_COLUMNS } from "./use-columns.server";
import { fundAccount } from "~/domain/ledger/ledger";

/**
 * What each buyer's orders have committed and drawn from a fund, from the ledger, and what was taken back of it
 * (`USE_COLUMNS`). With `area`, only the buyers that the organisation's allocation may be for. In pence.
 */
export async function useByBuyer(q: Queryable, fundId: string, area?: string): Promise<BuyerUse[]> {
  const rows = await q.execute<UseRow & { code: string; icb: string | null }>(sql`
    with account as (select id from ledger_account where key = ${fundAccount(fundId)})
    select b.code, b.icb_code as icb, ${USE_COLUMNS}
    from account
    join ledger_transfer t on t.debit_account_id = account.id or (t.credit_account_id = account.id and t.kind = 'move')
    join ledger_transaction x on x.id = t.transaction_id
    join "order" o on o.id = x.order_id
    join organisation b on b.code = o.buyer_code
    where ${area === undefined ? sql`true` : sql`(b.code = ${area} or b.icb_code = ${area})`}
    group by b.code, b.icb_code order by b.code`);
  return [...rows].map((row) => ({ buyerCode: row.code, icbCode: row.icb, ...useOf(row) }));
}

export interface AllocationAmount {
  organisationCode: string;
  organisationName: string;
  organisationKind: string;
  regionCode: string | null;
  amount: Pence;
  /** The part of it that is awarded and not signed by both: no order uses it yet. */
  offered: Pence;
  allocatedOn: Day;
  basis: string;
}

export interface AllocationRow extends AllocationAmount, Use {
  /** What its orders may still take; below zero where they took more than was set aside. */
  free: Pence;
}

/** What a fund sets aside for each organisation, by name. In pence. */
export async function allocationAmounts(q: Queryable, fundId: string): Promise<AllocationAmount[]> {
  const rows = await q
    .select({
      organisationCode: allocation.organisationCode,
      organisationName: organisation.name,
      organisationKind: organisation.kind,
      regionCode: organisation.regionCode,
      amount: allocation.amount,
      offered,
      allocatedOn: allocation.allocatedOn,
      basis: allocation.basis,
    })
    .from(allocation)
    .innerJoin(organisation, eq(organisation.code, allocation.organisationCode))
    .where(and(eq(allocation.fundId, fundId), sql`${allocation.amount} > 0`))
    .orderBy(asc(organisation.name), asc(organisation.code));
  return rows.map((row) => ({ ...row, offered: pence(BigInt(row.offered)) }));
}

/** The same with what has become of each, and what the orders of all others have taken. In pence. */
export async function allocationsOf(
  q: Queryable,
  fundId: string,
): Promise<{ rows: AllocationRow[]; others: Use }> {
  const held = await allocationAmounts(q, fundId);
  if (held.length === 0) return { rows: [], others: NO_USE };
  const { byHolder, others } = useByHolder(await useByBuyer(q, fundId), holdersOf(held));
  const rows = held.map((row) => {
    const use = byHolder.get(row.organisationCode) ?? NO_USE;
    return { ...row, ...use, free: leftOf(row, use) };
  });
  return { rows, others };
}

/**
 * Where a fund's allocations bind: whose an order of the buyer uses, and what is left of it (pence). `holderName` is null
 * where nothing is set aside for it. Null where they do not bind.
 */
export async function bindingAllocation(
  q: Queryable,
  { fundId, buyerCode }: { fundId: string; buyerCode: string },
): Promise<{ holderName: string | null; left: Pence } | null> {
  const [held] = await q.select({ binds: fund.allocationsBind }).from(fund).where(eq(fund.id, fundId));
  if (!held?.binds) return null;
  const [buyer] = await q
    .select({ icbCode: organisation.icbCode })
    .from(organisation)
    .where(eq(organisation.code, buyerCode));
  const { rows } = await allocationsOf(q, fundId);
  const holders = holdersOf(rows);
  const holder = holderOf({ buyerCode, icbCode: buyer?.icbCode ?? null }, holders);
  const own = rows.find((row) => row.organisationCode === holder);
  return own ? { holderName: own.organisationName, left: own.free } : { holderName: null, left: pence(0n) };
}

export interface AllocationChangeRow {
  id: bigint;
  organisationCode: string;
  organisationName: string;
  amountBefore: Pence;
  amount: Pence;
  method: string;
  basis: string;
  reason: string;
  decidedByName: string | null;
  decidedOn: Day;
}

/** How a fund's allocations came to be what they are, newest first; of one organisation when it is named. */
export function allocationHistory(
  q: Queryable,
  input: { fundId: string; organisationCode?: string },
): List<AllocationChangeRow> {
  const order: SortOrder = { keys: [{ by: allocationChange.id, type: "bigint" }], descending: true };
  return keysetList<AllocationChangeRow>(q, order, (keys, past) =>
    q
      .select({
        id: allocationChange.id,
        organisationCode: allocationChange.organisationCode,
        organisationName: organisation.name,
        amountBefore: allocationChange.amountBefore,
        amount: allocationChange.amount,
        method: allocationChange.method,
        basis: allocationChange.basis,
        reason: allocationChange.reason,
        decidedByName: user.name,
        decidedOn: allocationChange.decidedOn,
        ...keys,
      })
      .from(allocationChange)
      .innerJoin(organisation, eq(organisation.code, allocationChange.organisationCode))
      .leftJoin(user, eq(user.id, allocationChange.decidedBy))
      .where(
        and(
          eq(allocationChange.fundId, input.fundId),
          input.organisationCode ? eq(allocationChange.organisationCode, input.organisationCode) : undefined,
          past,
        ),
      ),
  );
}

export interface OwnAllocation extends AllocationRow {
  fundId: string;
  fundName: string;
  programmeId: string;
  financialYear: number;
  nature: string;
  opensOn: Day;
  closesOn: Day;
  binds: boolean;
}

/**
 * What every fund has set aside for one organisation, newest year first, with what its orders have used. In
 * pence.
 */
export async function allocationsFor(q: Queryable, organisationCode: string): Promise<OwnAllocation[]> {
  const funds = await q
    .select({
      fundId: fund.id,
      fundName: fund.name,
      programmeId: fund.programmeId,
      financialYear: fund.financialYear,
      nature: fund.nature,
      opensOn: fund.opensOn,
      closesOn: fund.closesOn,
      binds: fund.allocationsBind,
    })
    .from(allocation)
    .innerJoin(fund, eq(fund.id, allocation.fundId))
    .where(and(eq(allocation.organisationCode, organisationCode), sql`${allocation.amount} > 0`))
    .orderBy(desc(fund.financialYear), asc(fund.name));
  const found: OwnAllocation[] = [];
  for (const each of funds) {
    const { rows } = await allocationsOf(q, each.fundId);
    const own = rows.find((row) => row.organisationCode === organisationCode);
    if (own) found.push({ ...each, ...own });
  }
  return found;
}

/** The programmes that have set money of any fund aside for one of the organisations, by id. */
export async function programmesSettingAside(q: Queryable, codes: readonly string[]): Promise<string[]> {
  const rows = await q
    .selectDistinct({ programmeId: fund.programmeId })
    .from(allocation)
    .innerJoin(fund, eq(fund.id, allocation.fundId))
    .where(and(isAnyOf(allocation.organisationCode, [...codes]), gt(allocation.amount, pence(0))))
    .orderBy(asc(fund.programmeId));
  return rows.map((row) => row.programmeId);
}
