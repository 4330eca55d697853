import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textArray } from "~db/lists";
import { byNumber } from "~db/number-order";
import { application, applicationSubmission } from "~db/schema/applications";
import { fund } from "~db/schema/funding";
import { order, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { shortlist } from "~db/schema/shortlists";
import { pence } from "~/domain/money/money";
import { BUYER_KINDS } from "~/domain/organisations/organisation";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import type { Demand, Reach } from "./demand";

/** Unmet eligible demand for a year's funds: applications that wait, orders that are not signed, shortlists under way. */
export async function demandFor(q: Queryable, input: { financialYear: FinancialYear }): Promise<Demand[]> {
  const funds = await q.select().from(fund).where(eq(fund.financialYear, input.financialYear));
  if (funds.length === 0) return [];
  const ids = funds.map((one) => one.id);
  return [
    ...(await applications(q, ids)),
    ...(await orders(q, ids)),
    ...(await shortlists(q, funds, input.financialYear)),
  ];
}

async function applications(q: Queryable, ids: readonly string[]): Promise<Demand[]> {
  const rows = await q
    .select({
      id: application.id,
      organisationCode: application.organisationCode,
      organisationName: organisation.name,
      fundId: fund.id,
      fundName: fund.name,
      asked: sql<string>`(select s.asked_pence from ${applicationSubmission} s where s.application_id = ${application.id}
        order by s.number desc limit 1)::text`,
    })
    .from(application)
    .innerJoin(organisation, eq(organisation.code, application.organisationCode))
    .innerJoin(fund, eq(fund.id, application.fundId))
    .where(and(isAnyOf(application.fundId, [...ids]), isAnyOf(application.state, ["submitted", "returned"])))
    .orderBy(byNumber(application.id));
  return rows.map(({ id, asked, ...row }) => ({
    key: id,
    source: "application" as const,
    ...row,
    amount: asked === null ? null : pence(BigInt(asked)),
    text: `${id} waits for a decision`,
    href: `/commercial/applications/${id}`,
  }));
}

async function orders(q: Queryable, ids: readonly string[]): Promise<Demand[]> {
  const rows = await q
    .select({
      id: order.id,
      title: order.title,
      organisationCode: order.buyerCode,
      organisationName: organisation.name,
      fundId: fund.id,
      fundName: fund.name,
      cost: sql<string>`sum(${orderShare.net} + ${orderShare.vat} - ${orderShare.recoverableVat})::text`,
    })
    .from(order)
    .innerJoin(orderShare, eq(orderShare.orderId, order.id))
    .innerJoin(fund, eq(fund.id, orderShare.fundId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(and(isAnyOf(fund.id, [...ids]), isAnyOf(order.state, ["awaiting_approval", "awaiting_signature"])))
    .groupBy(order.id, organisation.name, fund.id)
    .orderBy(byNumber(order.id), asc(fund.id));
  return rows.map(({ id, title, cost, ...row }) => ({
    key: `${id} ${row.fundId}`,
    source: "order" as const,
    ...row,
    amount: pence(BigInt(cost)),
    text: `${id}, ${title}`,
    href: `/commercial/orders/${id}`,
  }));
}

async function shortlists(
  q: Queryable,
  funds: readonly (typeof fund.$inferSelect)[],
  financialYear: FinancialYear,
): Promise<Demand[]> {
  const kinds = new Set(funds.flatMap((one) => one.eligibleBuyerKinds));
  const all = funds.some((one) => one.eligibleBuyerKinds.length === 0);
  const eligible = all ? [...BUYER_KINDS] : [...kinds];
  const rows = await q
    .select({
      id: shortlist.id,
      name: shortlist.name,
      organisationCode: shortlist.organisationCode,
      organisationName: organisation.name,
      kind: organisation.kind,
    })
    .from(shortlist)
    .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
    .where(
      and(
        isAnyOf(shortlist.state, ["open", "locked"]),
        isAnyOf(organisation.kind, eligible),
        sql`${shortlist.startsOn} <= ${financialYearPeriod(financialYear).to}`,
      ),
    )
    .orderBy(byNumber(shortlist.id));
  return rows.map(({ id, name, kind, ...row }) => {
    const paying = funds.filter(
      (one) => one.eligibleBuyerKinds.length === 0 || one.eligibleBuyerKinds.includes(kind),
    );
    const only = paying.length === 1 ? paying[0]! : null;
    return {
      key: id,
      source: "shortlist" as const,
      ...row,
      fundId: only?.id ?? null,
      fundName: only?.name ?? null,
      amount: null,
      text: name,
      href: null,
    };
  });
}

/** For each fund of the year: how many organisations it is for, and how many have reserved or drawn anything. */
export async function reachOf(q: Queryable, input: { financialYear: FinancialYear }): Promise<Reach[]> {
  const rows = await q.execute<Record<string, string>>(sql`
    select f.id, f.name,
      (select count(*) from organisation o where o.closed_on is null
        and o.kind = any (case when cardinality(f.eligible_buyer_kinds) = 0 then ${textArray(BUYER_KINDS)} else f.eligible_buyer_kinds end)) as eligible,
      (select count(distinct o.buyer_code) from order_share s join "order" o on o.id = s.order_id
        where s.fund_id = f.id and o.live_at is not null) as reached
    from fund f where f.financial_year = ${input.financialYear} order by f.name`);
  return [...rows].map((row) => ({
    fundId: row.id!,
    fundName: row.name!,
    eligible: Number(row.eligible),
    reached: Number(row.reached),
  }));
}
