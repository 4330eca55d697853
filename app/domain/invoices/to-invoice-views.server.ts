import { and, asc, eq, exists, isNotNull, notExists, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { supplier } from "~db/schema/catalogue";
import { invoice } from "~db/schema/invoices";
import { order, orderMilestone, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { Day } from "~/domain/shared/day";
import { financialYearOf, type FinancialYear } from "~/domain/shared/financial-year";
import { annualChargeInvoices, milestoneInvoices } from "./milestone-views.server";
import { annualChargeTitle } from "./schedule";

/** The financial year in which a milestone was confirmed, by the calendar of London. */
const yearConfirmed = sql`extract(year from (${orderMilestone.confirmedAt} at time zone 'Europe/London') - interval '3 months')::int`;

/** Something that a supplier can invoice and has not. */
export interface ToInvoice {
  orderId: string;
  orderTitle: string;
  buyerName: string;
  /** "Go live" or "Annual charge 2027/28" */
  title: string;
  /** Where in the order: its milestone, or the year of the charge. */
  of: { milestoneId: string } | { financialYear: FinancialYear };
  /** The moment it was confirmed; an annual charge has none. */
  confirmedAt: Date | null;
}

/**
 * Confirmed milestones of which something is due, and annual charges, that a supplier has not invoiced.
 * Throws Problem not-found `no-such-milestone`.
 */
export async function toInvoice(
  q: Queryable,
  input: { organisationCode: string; today: Day; at: Date },
): Promise<ToInvoice[]> {
  return [...(await milestonesToInvoice(q, input)), ...(await chargesToInvoice(q, input))];
}

/** The longest waiting first. */
async function milestonesToInvoice(
  q: Queryable,
  input: { organisationCode: string; at: Date },
): Promise<ToInvoice[]> {
  const raised = q
    .select({ one: sql`1` })
    .from(invoice)
    .where(eq(invoice.milestoneId, orderMilestone.id));
  const begun = q
    .select({ one: sql`1` })
    .from(orderShare)
    .where(and(eq(orderShare.orderId, order.id), sql`${orderShare.financialYear} <= ${yearConfirmed}`));
  const rows = await q
    .select({
      orderId: order.id,
      lotId: order.lotId,
      orderTitle: order.title,
      buyerName: organisation.name,
      milestoneId: orderMilestone.id,
      title: orderMilestone.title,
      confirmedAt: orderMilestone.confirmedAt,
    })
    .from(orderMilestone)
    .innerJoin(order, eq(order.id, orderMilestone.orderId))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(
      and(
        eq(supplier.organisationCode, input.organisationCode),
        isNotNull(orderMilestone.confirmedAt),
        exists(begun),
        notExists(raised),
      ),
    )
    .orderBy(asc(orderMilestone.confirmedAt));
  const found: ToInvoice[] = [];
  for (const { milestoneId, lotId, ...row } of rows) {
    // What is held back for another milestone may leave nothing.
    const about = { orderId: row.orderId, lotId, milestoneId, at: input.at };
    if ((await milestoneInvoices(q, about)).invoices.length > 0) found.push({ ...row, of: { milestoneId } });
  }
  return found;
}

async function chargesToInvoice(
  q: Queryable,
  input: { organisationCode: string; today: Day },
): Promise<ToInvoice[]> {
  const due = await chargesDue(q, input);
  return due.map(({ financialYear, orderId, orderTitle, buyerName }) => ({
    orderId,
    orderTitle,
    buyerName,
    title: annualChargeTitle(financialYear),
    of: { financialYear },
    confirmedAt: null,
  }));
}

export interface ChargeDue {
  orderId: string;
  orderTitle: string;
  buyerName: string;
  financialYear: FinancialYear;
}

/** Annual charges whose year has begun by a day and that nobody has raised; of one supplier, or of all. */
export async function chargesDue(
  q: Queryable,
  input: { organisationCode?: string; today: Day },
): Promise<ChargeDue[]> {
  const waited = q
    .select({ one: sql`1` })
    .from(orderMilestone)
    .where(
      and(
        eq(orderMilestone.orderId, order.id),
        isNotNull(orderMilestone.confirmedAt),
        sql`${yearConfirmed} < ${orderShare.financialYear}`,
      ),
    );
  const raised = q
    .select({ one: sql`1` })
    .from(invoice)
    .where(and(eq(invoice.orderId, order.id), eq(invoice.instalmentYear, orderShare.financialYear)));
  const rows = await q
    .select({
      orderId: order.id,
      lotId: order.lotId,
      orderTitle: order.title,
      buyerName: organisation.name,
      financialYear: orderShare.financialYear,
    })
    .from(orderShare)
    .innerJoin(order, eq(order.id, orderShare.orderId))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(
      and(
        input.organisationCode ? eq(supplier.organisationCode, input.organisationCode) : undefined,
        isAnyOf(order.state, ["live", "completed"]),
        sql`${orderShare.financialYear} <= ${financialYearOf(input.today)}`,
        exists(waited),
        notExists(raised),
      ),
    )
    // Grouped and not distinct: what `byNumber` sorts by is no column of the answer.
    .groupBy(order.id, organisation.name, orderShare.financialYear)
    .orderBy(asc(orderShare.financialYear), byNumber(order.id));
  const found: ChargeDue[] = [];
  for (const { lotId, ...row } of rows) {
    const { orderId, financialYear } = row;
    const { invoices } = await annualChargeInvoices(q, { orderId, lotId, financialYear });
    if (invoices.length > 0) found.push(row);
  }
  return found;
}
