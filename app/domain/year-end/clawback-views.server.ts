// Over 300 lines: what is due by rule, less what was asked for, and the list of what was asked for.
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { movementColumns, takenBack } from "~db/movements";
import { byNumber } from "~db/number-order";
import { agreement, agreementVersion } from "~db/schema/agreements";
import { certificate, standard, standardVersion } from "~db/schema/certification";
import { fund } from "~db/schema/funding";
import { invoice, invoiceLine, payment } from "~db/schema/invoices";
import { order, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { clawback, clawbackLine } from "~db/schema/year-end";
import { clawbacksDue, type Clawback, type PaidShare } from "~/domain/cost-sharing/clawback";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import type { Facts } from "~/domain/cost-sharing/facts";
import type { ClawbackTrigger } from "~/domain/agreements/rules/rule";
import { toVersion } from "~/domain/agreements/stored-version";
import type { Nature } from "~/domain/funding/fund";
import { pence, sum, type Pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { MadeMovement } from "~/domain/ledger/source-movement-views.server";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { checkCause, lapsesBehind, type ClawbackCause } from "./clawback-cause.server";
import { whereItGoesBack, type ClawbackStateNow } from "./clawback-request";

/** What is due back of one order to one payer, from a fund or its own budget. */
export interface DueClawback {
  payerCode: string;
  payerName: string;
  fundId: string | null;
  fundName: string | null;
  /** It goes to the fund's payer, because the fund's year is closed. */
  toPayer: boolean;
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
  /** The standard that lapsed, and the certificate that stopped counting; null of other happenings. */
  standardTitle: string | null;
  certificateNumber: string | null;
  due: DueClawback[];
}

/**
 * What the rules of an order's agreement take back because of what happened on a day, less what was asked for
 * already. Nothing where it has not happened (`checkCause`). In pence. Throws Problem not-found `no-such-order`,
 * rule-broken `fact-missing`.
 */
export async function clawbackDue(q: Queryable, input: ClawbackCause): Promise<DueView> {
  const [found] = await q
    .select({ order, buyer: organisation })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(eq(order.id, input.orderId));
  if (!found) throw new Problem("not-found", "no-such-order", `There is no order ${input.orderId}.`);
  const { buyer } = found;
  const { standardTitle, wrong } = await checkCause(q, input);
  const rules = wrong === null ? await rulesOf(q, found.order) : [];
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
    standardTitle,
    certificateNumber: input.certificateNumber,
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

/** Each paid line of an invoice that nobody has asked back yet, or whose clawback was declined or reversed. */
async function paidShares(q: Queryable, orderId: string): Promise<PaidShare[]> {
  const rows = await q
    .select({ line: invoiceLine, share: orderShare, paidOn: payment.paidOn })
    .from(invoice)
    .innerJoin(payment, and(eq(payment.invoiceNumber, invoice.number), isNull(payment.reversalId)))
    .innerJoin(invoiceLine, eq(invoiceLine.invoiceNumber, invoice.number))
    .innerJoin(orderShare, eq(orderShare.id, invoiceLine.shareId))
    .where(
      and(
        eq(invoice.orderId, orderId),
        eq(invoice.state, "paid"),
        sql`not exists (select 1 from clawback_line taken where not taken.declined and not ${takenBack(sql`'clawback:' || taken.clawback_id`)}
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
  const through = await closedThrough(q);
  const keys = [...new Set(lines.map((line) => `${line.payerCode} ${line.fundId ?? ""}`))];
  return keys.map((key) => {
    const own = lines.filter((line) => `${line.payerCode} ${line.fundId ?? ""}` === key);
    const { payerCode, fundId } = own[0]!;
    const paidFrom = funds.find((one) => one.id === fundId) ?? null;
    return {
      payerCode,
      payerName: payers.find((payer) => payer.code === payerCode)?.name ?? payerCode,
      fundId,
      fundName: paidFrom?.name ?? null,
      toPayer: whereItGoesBack({ payerCode, fundId }, paidFrom, through).closed,
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
 * Orders of agreements with a clawback rule to which something has happened that the rule names: ended
 * early, their product withdrawn, a standard lapsed that binds them and that nothing has met since. Only those from which something
 * is due by today; each is worked out by its rules, so the first of very many are looked at, and how many
 * there are is said. Throws Problem not-found `no-such-order`, rule-broken `fact-missing`.
 */
export async function clawbackSuggestions(q: Queryable, input: { today: Day }): Promise<Suggestions> {
  const rows = await q.execute<Happening>(sql`
    with watched as (
      select o.*, v.rules from "order" o
      join agreement_version v on v.agreement_id = o.agreement_id and v.version = o.agreement_version
      where v.rules @> '[{"shape": "clawback"}]' and o.live_at is not null
    )
    select *, (count(*) over ())::int as total from (
    select o.id, 'terminated' as trigger, array[(o.terminated_at at time zone 'Europe/London')::date::text] as days
    from watched o where o.terminated_at is not null and ${hasRule("terminated")}
    union all
    select o.id, 'delisted', array[(i.state_changed_at at time zone 'Europe/London')::date::text]
    from watched o join catalogue_item i on i.id = o.solution_id
    where i.state = 'withdrawn' and i.state_changed_at is not null and ${hasRule("delisted")}
    union all
    select o.id, 'standard-lapsed', array_agg(d.day::text)
    from watched o join lateral (${TURNING_DAYS}) d on d.day <= ${input.today}::date and d.day >= (
      select min(p.paid_on) from payment p join invoice i on i.number = p.invoice_number where i.order_id = o.id)
    where ${hasRule("standard-lapsed")}
    group by o.id) happened
    order by length(id), id, trigger limit ${MOST_LOOKED_AT}`);
  const lapsed = rows.filter((row) => row.trigger === "standard-lapsed");
  const lapses = await lapsesBehind(q, lapsed, input.today);
  const views: DueView[] = [];
  for (const { id: orderId, trigger, days } of rows) {
    const causes =
      trigger === "standard-lapsed"
        ? lapses.get(orderId)!.map(({ on, certificateNumber }) => ({ on, certificateNumber }))
        : [{ on: days[0]!, certificateNumber: null }];
    for (const cause of causes) {
      const view = await clawbackDue(q, { orderId, trigger, ...cause });
      if (view.due.length > 0) views.push(view);
    }
  }
  return { views, lookedAt: rows.length, total: rows[0]?.total ?? 0 };
}

interface Happening {
  [column: string]: unknown;
  id: string;
  trigger: ClawbackTrigger;
  /** Of a lapse: those on which it may have come, since the first payment. */
  days: Day[];
  total: number;
}

const hasRule = (trigger: ClawbackTrigger) =>
  sql`o.rules @> ${JSON.stringify([{ shape: "clawback", trigger }])}::jsonb`;

/**
 * The days on which a certificate behind an order `o` may have stopped counting: it ended, it was suspended or withdrawn,
 * a newer version had to be met, a condition was not met in time.
 */
const TURNING_DAYS = sql`
  with held as (
    select c.* from certificate c
    where c.solution_id = o.solution_id or (c.solution_id is null and c.supplier_id = o.supplier_id)
  )
  select c.valid_to + 1 as day from held c
  union select e.effective_on from held c
    join certificate_event e on e.certificate_number = c.number and e.kind in ('suspended', 'withdrawn')
  union select n.comply_by + 1 from held c join standard_version v on v.id = c.standard_version_id
    join standard_version n on n.standard_id = v.standard_id and n.effective_from > v.effective_from
  union select w.due_on + 1 from held c join work_off_condition w on w.certificate_number = c.number
    where w.met_on is null or w.met_on > w.due_on`;

export interface ClawbackRow extends MadeMovement {
  id: string;
  orderId: string;
  organisationCode: string;
  organisationName: string;
  payerCode: string;
  payerName: string;
  fundId: string | null;
  fundName: string | null;
  /** It went to the fund's payer, or would today, because the fund's year is closed. */
  toPayer: boolean;
  trigger: ClawbackTrigger;
  happenedOn: Day;
  standardTitle: string | null;
  certificateNumber: string | null;
  amount: Pence;
  reason: string;
  state: ClawbackStateNow;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

const requester = alias(user, "requester");
const decider = alias(user, "decider");
const payer = alias(organisation, "payer");
const { stateNow, ...movement } = movementColumns(sql`'clawback:' || ${clawback.id}`, sql`${clawback.state}`);
/** Where its movement went; before there is one, as `whereItGoesBack` says. */
const toPayer = sql<boolean>`coalesce(
  (select bool_or(a.kind = 'source') from ledger_transaction x join ledger_transfer t on t.transaction_id = x.id
    join ledger_account a on a.id = t.credit_account_id where x.idempotency_key = 'clawback:' || ${clawback.id}),
  ${fund.financialYear} <= (select max(y.financial_year) from financial_year_close y where y.closed_at is not null), false)`;
const columns = {
  id: clawback.id,
  orderId: clawback.orderId,
  organisationCode: clawback.organisationCode,
  organisationName: organisation.name,
  payerCode: clawback.payerCode,
  payerName: payer.name,
  fundId: clawback.fundId,
  fundName: fund.name,
  toPayer,
  trigger: sql<ClawbackTrigger>`${clawback.trigger}`,
  happenedOn: clawback.happenedOn,
  standardTitle: standard.title,
  certificateNumber: clawback.certificateNumber,
  amount: clawback.amount,
  reason: clawback.reason,
  state: sql<ClawbackStateNow>`${stateNow}`,
  ...movement,
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
  input: { id?: string; state?: ClawbackStateNow; financialYear?: FinancialYear; notBy?: string } = {},
): List<ClawbackRow> {
  return keysetList<ClawbackRow>(q, WAITING_FIRST, (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(clawback)
      .innerJoin(organisation, eq(organisation.code, clawback.organisationCode))
      .innerJoin(payer, eq(payer.code, clawback.payerCode))
      .innerJoin(requester, eq(requester.id, clawback.requestedBy))
      .leftJoin(decider, eq(decider.id, clawback.decidedBy))
      .leftJoin(fund, eq(fund.id, clawback.fundId))
      .leftJoin(certificate, eq(certificate.number, clawback.certificateNumber))
      .leftJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
      .leftJoin(standard, eq(standard.id, standardVersion.standardId))
      .where(
        and(
          input.id ? eq(clawback.id, input.id) : undefined,
          input.state ? sql`${stateNow} = ${input.state}` : undefined,
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

/** One clawback with its lines. Throws Problem not-found `no-such-clawback`. */
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
