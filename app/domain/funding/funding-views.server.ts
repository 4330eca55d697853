import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { fundPayment } from "~db/schema/fund-changes";
import { allocation, fund, ledgerAccount, programme } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { pence, type Pence } from "../money/money";
import type { Day } from "../shared/day";
import type { Page, PagePlace } from "../shared/page-place";
import type { FinancialYear } from "../shared/financial-year";
import { Problem } from "../shared/problem";
import { nameAsKept } from "./programme";
import { fundState, type FundBalance, type FundState, type Nature } from "./fund";
import { available, fundAccount } from "~/domain/ledger/ledger";
import { ledgerList, type LedgerLine } from "~/domain/ledger/ledger-views.server";

export interface FundRow extends FundBalance {
  fundId: string;
  name: string;
  programmeId: string;
  programmeName: string;
  payerCode: string;
  payerName: string;
  financialYear: FinancialYear;
  nature: Nature;
  carriesOver: boolean;
  opensOn: Day;
  closesOn: Day;
  eligibleBuyerKinds: string[];
  /** Whether an organisation's orders may take no more than what is set aside for it. */
  allocationsBind: boolean;
  /** Lapsed: went back to the payer when its year was closed; no part of the amount any more. */
  lapsed: Pence;
  /** The sum of the allocations to named organisations. */
  setAside: Pence;
  /** Whether the body that pays has agreed to; until then the fund holds nothing. */
  payerAgreed: boolean;
  /** What that body is asked for and has not decided, in pence. */
  waiting: Pence;
}

/** Moved on to other funds or back to the payer: not the fund's any more. */
const movedOn = sql<string>`fund_moved_on(${ledgerAccount.id})`;
/** Of that, what lapsed at the end of its year: no money that was put in by mistake and taken back, and no lapse that was. */
const lapsed = sql<string>`coalesce((select sum(moved.amount_pence) from ledger_transfer moved join ledger_transaction entry on entry.id = moved.transaction_id and entry.kind = 'lapse' where moved.kind = 'move' and moved.debit_account_id = ${ledgerAccount.id} and not exists (select from ledger_transaction back where back.idempotency_key = 'reverse:' || entry.id)), 0)`;
/** Came back after it was drawn: no new money, and not drawn any more. */
const cameBack = sql<string>`fund_came_back(${ledgerAccount.id})`;
const waiting = sql<string>`coalesce((select sum(${fundPayment.amount}) from ${fundPayment} where ${fundPayment.fundId} = ${fund.id} and ${fundPayment.state} = 'requested'), 0)`;
const setAside = sql<string>`coalesce((select sum(${allocation.amount}) from ${allocation} where ${allocation.fundId} = ${fund.id}), 0)`;

/** Funds with their balances (pence), all of them or those with the ids, by year and name. */
export async function fundBalances(
  q: Queryable,
  ids?: readonly string[],
  options: { programmeId?: string } = {},
): Promise<FundRow[]> {
  if (ids?.length === 0) return [];
  const rows = await q
    .select({
      fund,
      programmeName: programme.name,
      payerName: organisation.name,
      account: ledgerAccount,
      setAside,
      waiting,
      movedOn,
      lapsed,
      cameBack,
    })
    .from(fund)
    .innerJoin(programme, eq(programme.id, fund.programmeId))
    .innerJoin(organisation, eq(organisation.code, fund.payerCode))
    .innerJoin(ledgerAccount, eq(ledgerAccount.fundId, fund.id))
    .where(
      ids
        ? isAnyOf(fund.id, [...ids])
        : options.programmeId
          ? eq(fund.programmeId, options.programmeId)
          : undefined,
    )
    .orderBy(asc(fund.financialYear), asc(fund.name));
  return rows.map(({ fund: { id, ...terms }, programmeName, payerName, account, ...sums }) => {
    const gone = BigInt(sums.movedOn) + BigInt(sums.cameBack);
    return {
      ...terms,
      nature: terms.nature as Nature,
      fundId: id,
      programmeName,
      payerName,
      allocated: pence(account.creditsPosted - gone),
      committed: account.debitsPending,
      drawn: pence(account.debitsPosted - gone),
      free: available(account),
      lapsed: pence(BigInt(sums.lapsed)),
      setAside: pence(BigInt(sums.setAside)),
      waiting: pence(BigInt(sums.waiting)),
    };
  });
}

/**
 * One fund with its balance (pence). Throws Problem no-such-fund. Throws Problem not-found `no-such-fund`.
 */
export async function fundBalance(q: Queryable, fundId: string): Promise<FundRow> {
  const [row] = await fundBalances(q, [fundId]);
  if (!row) throw new Problem("not-found", "no-such-fund", `There is no fund ${fundId}.`);
  return row;
}

export interface FundView {
  fund: FundRow;
  allocations: { organisationCode: string; organisationName: string; amount: Pence; allocatedOn: Day }[];
  /** The latest day first. */
  lines: Page<LedgerLine>;
}

/**
 * One fund with its allocations and a page of its movements, each with its order and invoice. 404 when
 * unknown. Throws Problem not-found `no-such-fund`.
 */
export async function fundView(
  q: Queryable,
  input: { fundId: string; place?: PagePlace | null; size?: number },
): Promise<FundView> {
  const row = await fundBalance(q, input.fundId);
  const allocations = await q
    .select({
      organisationCode: allocation.organisationCode,
      organisationName: organisation.name,
      amount: allocation.amount,
      allocatedOn: allocation.allocatedOn,
    })
    .from(allocation)
    .innerJoin(organisation, eq(organisation.code, allocation.organisationCode))
    .where(and(eq(allocation.fundId, input.fundId), gt(allocation.amount, pence(0))))
    .orderBy(asc(organisation.name));
  const lines = await ledgerList(q, { accountKey: fundAccount(input.fundId) }).page(
    input.place ?? null,
    input.size,
  );
  return { fund: row, allocations, lines };
}

export interface ProgrammeRow {
  id: string;
  name: string;
  summary: string;
  years: string;
  firstYear: FinancialYear | null;
  lastYear: FinancialYear | null;
  closedOn: Day | null;
  flow: string;
  amountText: string;
  ruleText: string;
  sources: string[];
  demonstration: boolean;
  funds: (FundRow & { state: FundState })[];
}

/** Programmes with their funds as at a day: those with an open fund first, then by name. */
export async function programmesList(q: Queryable, input: { on: Day }): Promise<ProgrammeRow[]> {
  const programmes = await q.select().from(programme).orderBy(asc(programme.name));
  const funds = await fundBalances(q);
  const rows = programmes.map((row) => withFunds(row, funds, input.on));
  const rank = (row: ProgrammeRow) =>
    row.funds.some((each) => each.state === "open") ? 0 : row.funds.length > 0 ? 1 : 2;
  return rows.sort((a, b) => rank(a) - rank(b));
}

/** One programme with its funds as at a day. Throws Problem not-found `no-such-programme`. */
export async function programmeView(
  q: Queryable,
  input: { programmeId: string; on: Day },
): Promise<ProgrammeRow> {
  const [row] = await q.select().from(programme).where(eq(programme.id, input.programmeId));
  if (!row)
    throw new Problem("not-found", "no-such-programme", `There is no programme ${input.programmeId}.`);
  return withFunds(row, await fundBalances(q, undefined, { programmeId: row.id }), input.on);
}

/**
 * The programme that bears a name, whatever its case and spaces, other than `except`; null when none does.
 */
export async function programmeOfName(
  q: Queryable,
  input: { name: string; except?: string },
): Promise<{ id: string; name: string } | null> {
  const [row] = await q
    .select({ id: programme.id, name: programme.name })
    .from(programme)
    .where(
      and(
        sql`lower(${programme.name}) = lower(${nameAsKept(input.name)})`,
        input.except === undefined ? undefined : ne(programme.id, input.except),
      ),
    );
  return row ?? null;
}

/** The fund that bears a name, whatever its case and spaces; null when none does. */
export async function fundOfName(q: Queryable, name: string): Promise<{ fundId: string } | null> {
  const [row] = await q
    .select({ fundId: fund.id })
    .from(fund)
    .where(sql`lower(${fund.name}) = lower(${nameAsKept(name)})`);
  return row ?? null;
}

function withFunds(row: typeof programme.$inferSelect, funds: readonly FundRow[], on: Day): ProgrammeRow {
  const own = funds.filter((each) => each.programmeId === row.id);
  return { ...row, funds: own.map((each) => ({ ...each, state: fundState(each, on) })) };
}

export interface OrganisationStatement {
  /** What others set aside for it. */
  allocations: { fundId: string; fundName: string; amount: Pence }[];
  /** Its own budget: reserved by its orders, and paid. */
  committed: Pence;
  paid: Pence;
  recoverableVat: Pence;
}

/** What an organisation gets and what it pays from its own budget (pence). */
export async function organisationStatement(
  q: Queryable,
  input: { organisationCode: string },
): Promise<OrganisationStatement> {
  const allocations = await q
    .select({ fundId: fund.id, fundName: fund.name, amount: allocation.amount })
    .from(allocation)
    .innerJoin(fund, eq(fund.id, allocation.fundId))
    .where(and(eq(allocation.organisationCode, input.organisationCode), gt(allocation.amount, pence(0))))
    .orderBy(asc(fund.name));
  const accounts = await q
    .select()
    .from(ledgerAccount)
    .where(eq(ledgerAccount.ownerCode, input.organisationCode));
  const budget = accounts.find((account) => account.kind === "budget");
  return {
    allocations,
    committed: budget?.debitsPending ?? pence(0),
    paid: budget?.debitsPosted ?? pence(0),
    recoverableVat: accounts.find((account) => account.kind === "vat")?.debitsPosted ?? pence(0),
  };
}
