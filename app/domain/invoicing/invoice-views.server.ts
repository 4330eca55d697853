import { and, asc, eq, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber, byNumberDown, numberBelow } from "~db/number-order";
import { supplier } from "~db/schema/catalogue";
import { invoice, invoiceLine, payment } from "~db/schema/invoicing";
import { order, orderMilestone } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/events/event";
import { sentShareView } from "~/domain/ordering/share-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { CENTRE_ROLES, mayExplain } from "./invoice";

const payer = alias(organisation, "payer");

/** What an invoice is for: its milestone's title, or "Annual charge 2027/28" as `annualChargeTitle` writes it. */
export const subjectTitle = sql<string>`coalesce(${orderMilestone.title}, 'Annual charge ' || ${invoice.instalmentYear} || '/' || lpad(((${invoice.instalmentYear} + 1) % 100)::text, 2, '0'))`;

/** The invoices that a person may see: their supplier's, those their organisation pays, those of its own orders. */
function visibleTo(actor: Pick<Actor, "organisationCode" | "roles">): SQL | undefined {
  if (actor.roles.some((role) => CENTRE_ROLES.includes(role))) return undefined;
  const code = actor.organisationCode ?? "";
  return or(eq(invoice.payerCode, code), eq(supplier.organisationCode, code), eq(order.buyerCode, code));
}

function select(q: Queryable) {
  return q
    .select({
      invoice,
      payment,
      payerName: payer.name,
      supplierName: supplier.name,
      orderTitle: order.title,
      buyerCode: order.buyerCode,
      milestoneTitle: subjectTitle,
    })
    .from(invoice)
    .innerJoin(order, eq(order.id, invoice.orderId))
    .leftJoin(orderMilestone, eq(orderMilestone.id, invoice.milestoneId))
    .innerJoin(supplier, eq(supplier.id, invoice.supplierId))
    .innerJoin(payer, eq(payer.code, invoice.payerCode))
    .leftJoin(payment, eq(payment.invoiceNumber, invoice.number));
}

export interface InvoiceFilter {
  actor: Pick<Actor, "organisationCode" | "roles">;
  /** Narrows to those their organisation pays or has raised. */
  as?: "payer" | "supplier";
  orderId?: string;
  /** Only those not paid yet, or only those that are. */
  paid?: boolean;
  /** "due" puts the earliest due date first, so that what is overdue leads; otherwise the latest invoice does. */
  by?: "due";
  /** Only numbers below this one, for the next page of the latest. */
  before?: string;
  limit?: number;
}

/** Invoices that the actor may see, at most 500 unless asked otherwise. */
export async function invoicesList(q: Queryable, filter: InvoiceFilter) {
  const { actor, as, orderId, paid, by, before } = filter;
  const code = actor.organisationCode ?? "";
  return select(q)
    .where(
      and(
        visibleTo(actor),
        as === "payer" ? eq(invoice.payerCode, code) : undefined,
        as === "supplier" ? eq(supplier.organisationCode, code) : undefined,
        orderId ? eq(invoice.orderId, orderId) : undefined,
        paid === true ? isAnyOf(invoice.state, ["paid", "void"]) : undefined,
        paid === false ? isAnyOf(invoice.state, ["raised", "sent"]) : undefined,
        before ? numberBelow(invoice.number, before) : undefined,
      ),
    )
    .orderBy(
      ...(by === "due" ? [asc(invoice.dueOn), byNumber(invoice.number)] : [byNumberDown(invoice.number)]),
    )
    .limit(filter.limit ?? 500);
}

export type InvoiceRow = Awaited<ReturnType<typeof invoicesList>>[number];

/** One invoice with its lines. Throws not-found for one that the actor may not see. */
export async function invoiceView(
  q: Queryable,
  input: { number: string; actor: Pick<Actor, "organisationCode" | "roles"> },
) {
  const [row] = await select(q).where(and(eq(invoice.number, input.number), visibleTo(input.actor)));
  if (!row) {
    throw new Problem("not-found", "no-such-invoice", {
      title: "There is no such invoice.",
      detail: "Check its number, or switch to the organisation that it belongs to.",
    });
  }
  const lines = await q
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceNumber, input.number))
    .orderBy(asc(invoiceLine.position));
  return { ...row, lines };
}

/**
 * One line of an invoice with the share behind it and who signed its agreement: for its payer, the buyer of the order and
 * the centre. What a payer recovers of its VAT is not the supplier's affair, so for the supplier there is no such page.
 */
export async function invoiceLineView(
  q: Queryable,
  input: { number: string; position: number; actor: Pick<Actor, "organisationCode" | "roles">; on: Day },
) {
  const view = await invoiceView(q, input);
  const line = view.lines.find((one) => one.position === input.position);
  if (!line || !mayExplain(input.actor, view)) {
    throw new Problem("not-found", "no-such-line", "There is no such line on this invoice.");
  }
  const { share, signatures } = await sentShareView(q, {
    orderId: view.invoice.orderId,
    shareId: line.shareId,
    on: input.on,
  });
  return { ...view, line, share, signatures };
}
