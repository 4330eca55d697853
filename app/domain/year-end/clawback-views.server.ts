import { and, asc, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { agreement, agreementVersion } from "~db/schema/agreements";
import { fund } from "~db/schema/funding";
import { invoice, invoiceLine, payment } from "~db/schema/invoices";
import { order, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { clawback, clawbackLine } from "~db/schema/year-end";
import { clawbacksDue, type Clawback, type PaidShare } from "~/domain/cost-sharing/clawback";
import type { CostCategory } from "~/domain/agreements/cost-line";
import type { Facts } from "~/domain/cost-sharing/facts";
import type { ClawbackTrigger } from "~/domain/agreements/rule";
import { toVersion } from "~/domain/agreements/stored-version";
import type { Nature } from "~/domain/funding/fund";
import { pence, sum, type Pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { ClawbackState } from "./clawback-request";

/** What is due back of one order to one payer, from a fund or its own budget. */
export interface DueClawback {
  payerCode: string;
  payerName: string;
  fundId: string | null;
  fundName: string | null;
  amount: Pence;
  lines: Clawback[];
}

export interface DueView {
  orderId: string;
  title: string;
  buyerCode: string;
  buyerName: string;
  trigger: ClawbackTrigger;
  on: Day;
  due: DueClawback[];
}

/**
 * What the rules of an order's agreement take back because of what happened on a day, less what was asked for already.
 * Throws Problem not-found for an unknown order.
 */
export async function clawbackDue(
  q: Queryable,
  input: { orderId: string; trigger: ClawbackTrigger; on: Day },
): Promise<DueView> {
  const [found] = await q
    .select({ order, buyer: organisation })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(eq(order.id, input.orderId));
  if (!found) throw new Problem("not-found", "no-such-order", `There is no order ${input.orderId}.`);
  const { buyer } = found;
  const rules = await rulesOf(q, found.order);
  const facts: Facts = {
    buyerCode: buyer.code,
    buyerKind: buyer.kind,
    icbCode: buyer.kind === "icb" ? buyer.code : buyer.icbCode,
    region: buyer.regionCode,
    orderDate: dayOf(found.order.submittedAt ?? found.order.createdAt),
    vatRecovery: {},
  };
  const lines = clawbacksDue(
    rules,
    { trigger: input.trigger, on: input.on },
    await paidShares(q, input.orderId),
    facts,
  )
    // Nobody pays back to itself.
    .filter((line) => line.payerCode !== buyer.code || line.fundId !== null);
  return {
    orderId: input.orderId,
    title: found.order.title,
    buyerCode: buyer.code,
    buyerName: buyer.name,
    trigger: input.trigger,
    on: input.on,
    due: await grouped(q, lines),
  };
}

async function rulesOf(q: Queryable, row: typeof order.$inferSelect) {
  if (!row.agreementId || row.agreementVersion === null) return [];
  const [stored] = await q
    .select({ version: agreementVersion, title: agreement.title })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(
      and(
        eq(agreementVersion.agreementId, row.agreementId),
        eq(agreementVersion.version, row.agreementVersion),
      ),
    );
  return stored ? toVersion(stored.version, stored.title, []).rules : [];
}

/** Each paid line of an invoice that nobody has asked back yet. */
async function paidShares(q: Queryable, orderId: string): Promise<PaidShare[]> {
  const rows = await q
    .select({ line: invoiceLine, share: orderShare, paidOn: payment.paidOn })
    .from(invoice)
    .innerJoin(payment, eq(payment.invoiceNumber, invoice.number))
    .innerJoin(invoiceLine, eq(invoiceLine.invoiceNumber, invoice.number))
    .innerJoin(orderShare, eq(orderShare.id, invoiceLine.shareId))
    .where(
      and(
        eq(invoice.orderId, orderId),
        eq(invoice.state, "paid"),
        sql`not exists (select 1 from clawback_line taken where not taken.declined
          and taken.payment = ${invoiceLine.invoiceNumber} || ':' || ${invoiceLine.position})`,
      ),
    )
    .orderBy(byNumber(invoice.number), asc(invoiceLine.position));
  return rows.map(({ line, share, paidOn }) => ({
    id: `${line.invoiceNumber}:${line.position}`,
    payerCode: share.payerCode,
    fundId: share.fundId,
    amount: pence(line.net + line.vat - line.recoverableVat),
    paidOn,
    line: {
      id: share.id,
      category: share.costCategory as CostCategory,
      nature: share.nature as Nature,
      period: { from: share.periodFrom, to: share.periodTo },
      contractYear: share.contractYear,
      financialYear: share.financialYear,
      net: line.net,
      vatRate: 0,
      vat: line.vat,
    },
  }));
}

async function grouped(q: Queryable, lines: readonly Clawback[]): Promise<DueClawback[]> {
  if (lines.length === 0) return [];
  const codes = [...new Set(lines.map((line) => line.payerCode))];
  const payers = await q.select().from(organisation).where(isAnyOf(organisation.code, codes));
  const fundIds = [...new Set(lines.flatMap((line) => line.fundId ?? []))];
  const funds = fundIds.length === 0 ? [] : await q.select().from(fund).where(isAnyOf(fund.id, fundIds));
  const keys = [...new Set(lines.map((line) => `${line.payerCode} ${line.fundId ?? ""}`))];
  return keys.map((key) => {
    const own = lines.filter((line) => `${line.payerCode} ${line.fundId ?? ""}` === key);
    const { payerCode, fundId } = own[0]!;
    return {
      payerCode,
      payerName: payers.find((payer) => payer.code === payerCode)?.name ?? payerCode,
      fundId,
      fundName: funds.find((one) => one.id === fundId)?.name ?? null,
      amount: sum(own.map((line) => line.amount)),
      lines: own,
    };
  });
}

const MOST_LOOKED_AT = 200;
export interface Suggestions {
  views: DueView[];
  /** How many happenings were looked at, and how many there are. */
  lookedAt: number;
  total: number;
}

/**
 * Orders of agreements with a clawback rule to which something has happened that the rule may name: ended early, their
 * product withdrawn, a certificate of it run out or withdrawn. Only those from which something is due by today; each is
 * worked out by its rules, so the first of very many are looked at, and how many there are is said.
 */
export async function clawbackSuggestions(q: Queryable, input: { today: Day }): Promise<Suggestions> {
  const rows = await q.execute<{ id: string; trigger: ClawbackTrigger; happened_on: Day; total: number }>(sql`
    with watched as (
      select o.* from "order" o join agreement_version v on v.agreement_id = o.agreement_id and v.version = o.agreement_version
      where v.rules @> '[{"shape": "clawback"}]' and o.live_at is not null
    )
    select *, (count(*) over ())::int as total from (select id, 'terminated' as trigger, (terminated_at at time zone 'Europe/London')::date::text as happened_on
    from watched where terminated_at is not null
    union all
    select o.id, 'delisted', (i.state_changed_at at time zone 'Europe/London')::date::text
    from watched o join catalogue_item i on i.id = o.solution_id where i.state = 'withdrawn' and i.state_changed_at is not null
    union all
    select o.id, 'standard-lapsed', min(c.valid_to + 1)::text
    from watched o join certificate c on c.solution_id = o.solution_id
    join standard_version v on v.id = c.standard_version_id
    where c.valid_to < ${input.today}::date and not exists (
      select 1 from certificate newer join standard_version w on w.id = newer.standard_version_id
      where newer.solution_id = c.solution_id and w.standard_id = v.standard_id
        and (newer.valid_to is null or newer.valid_to >= ${input.today}::date))
    group by o.id) happened
    order by length(id), id, trigger limit ${MOST_LOOKED_AT}`);
  const views: DueView[] = [];
  for (const row of rows) {
    const view = await clawbackDue(q, { orderId: row.id, trigger: row.trigger, on: row.happened_on });
    if (view.due.length > 0) views.push(view);
  }
  return { views, lookedAt: rows.length, total: rows[0]?.total ?? 0 };
}

export interface ClawbackRow {
  id: string;
  orderId: string;
  organisationCode: string;
  organisationName: string;
  payerCode: string;
  fundId: string | null;
  fundName: string | null;
  trigger: ClawbackTrigger;
  happenedOn: Day;
  amount: Pence;
  reason: string;
  state: ClawbackState;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

const requester = alias(user, "requester");
const decider = alias(user, "decider");
const columns = {
  id: clawback.id,
  orderId: clawback.orderId,
  organisationCode: clawback.organisationCode,
  organisationName: organisation.name,
  payerCode: clawback.payerCode,
  fundId: clawback.fundId,
  fundName: fund.name,
  trigger: sql<ClawbackTrigger>`${clawback.trigger}`,
  happenedOn: clawback.happenedOn,
  amount: clawback.amount,
  reason: clawback.reason,
  state: sql<ClawbackState>`${clawback.state}`,
  requestedBy: clawback.requestedBy,
  requestedByName: requester.name,
  requestedAt: clawback.requestedAt,
  decidedByName: decider.name,
  decidedAt: clawback.decidedAt,
  decisionReason: clawback.decisionReason,
};

const WAITING_FIRST: SortOrder = {
  keys: [
    { by: sql`(${clawback.state} = 'requested')::int`, type: "bigint" },
    { by: clawback.requestedAt, type: "timestamptz" },
    { by: sql`${clawback.id}::text`, type: "text" },
  ],
  descending: true,
};

/** Clawbacks that were asked for, those that wait first, then the newest; of one year's funds when a year is given. */
export function clawbacksList(
  q: Queryable,
  input: { id?: string; state?: ClawbackState; financialYear?: FinancialYear; notBy?: string } = {},
): List<ClawbackRow> {
  return keysetList<ClawbackRow>(q, WAITING_FIRST, (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(clawback)
      .innerJoin(organisation, eq(organisation.code, clawback.organisationCode))
      .innerJoin(requester, eq(requester.id, clawback.requestedBy))
      .leftJoin(decider, eq(decider.id, clawback.decidedBy))
      .leftJoin(fund, eq(fund.id, clawback.fundId))
      .where(
        and(
          input.id ? eq(clawback.id, input.id) : undefined,
          input.state ? eq(clawback.state, input.state) : undefined,
          input.notBy ? ne(clawback.requestedBy, input.notBy) : undefined,
          input.financialYear === undefined ? undefined : askedIn(input.financialYear),
          past,
        ),
      ),
  );
}

/** Of a fund of that year, or asked for in it where no fund paid. */
const askedIn = (financialYear: FinancialYear) => {
  const { from, to } = financialYearPeriod(financialYear);
  return sql`coalesce(${fund.financialYear} = ${financialYear},
    (${clawback.requestedAt} at time zone 'Europe/London')::date between ${from}::date and ${to}::date)`;
};

/** One clawback with its lines. Throws Problem not-found. */
export async function clawbackView(q: Queryable, id: string) {
  const [row] = await clawbacksList(q, { id }).first(1);
  if (!row) throw new Problem("not-found", "no-such-clawback", "There is no such clawback.");
  const lines = await q
    .select()
    .from(clawbackLine)
    .where(eq(clawbackLine.clawbackId, id))
    .orderBy(asc(clawbackLine.payment));
  return { ...row, lines };
}
