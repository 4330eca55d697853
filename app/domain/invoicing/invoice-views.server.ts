import { and, asc, desc, eq, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { supplier } from "~db/schema/catalogue";
import { invoice, invoiceLine, payment } from "~db/schema/invoicing";
import { order, orderMilestone } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/events/event";
import { Problem } from "~/domain/shared/problem";

const CENTRE_ROLES = ["commercial_officer", "auditor"];
const payer = alias(organisation, "payer");

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
      milestoneTitle: orderMilestone.title,
    })
    .from(invoice)
    .innerJoin(order, eq(order.id, invoice.orderId))
    .innerJoin(orderMilestone, eq(orderMilestone.id, invoice.milestoneId))
    .innerJoin(supplier, eq(supplier.id, invoice.supplierId))
    .innerJoin(payer, eq(payer.code, invoice.payerCode))
    .leftJoin(payment, eq(payment.invoiceNumber, invoice.number));
}

/** Invoices that the actor may see, the latest first. `as` narrows to those their organisation pays or has raised. */
export async function invoicesList(
  q: Queryable,
  input: {
    actor: Pick<Actor, "organisationCode" | "roles">;
    as?: "payer" | "supplier";
    orderId?: string;
    limit?: number;
  },
) {
  const { actor, as, orderId } = input;
  const code = actor.organisationCode ?? "";
  return select(q)
    .where(
      and(
        visibleTo(actor),
        as === "payer" ? eq(invoice.payerCode, code) : undefined,
        as === "supplier" ? eq(supplier.organisationCode, code) : undefined,
        orderId ? eq(invoice.orderId, orderId) : undefined,
      ),
    )
    .orderBy(desc(invoice.number))
    .limit(input.limit ?? 500);
}

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

/** Invoices, payments and the ledger side by side: what was paid by invoice and what the supplier was credited. */
export async function reconciliation(q: Queryable) {
  return q.execute<{
    number: string;
    gross: string;
    paid: string | null;
    method: string | null;
    ledger: string;
    agrees: boolean;
  }>(sql`
    select i.number, i.gross_pence::text as gross, p.amount_pence::text as paid, p.method,
      coalesce(l.credited, 0)::text as ledger,
      (case when i.state = 'paid' then p.amount_pence = i.gross_pence and coalesce(l.credited, 0) = i.gross_pence
            else p.amount_pence is null and l.credited is null end) as agrees
    from invoice i
      left join payment p on p.invoice_number = i.number
      left join (
        select t.invoice_number, sum(r.amount_pence) as credited
          from ledger_transaction t join ledger_transfer r on r.transaction_id = t.id
          where t.invoice_number is not null and r.kind in ('post', 'move')
          group by t.invoice_number
      ) l on l.invoice_number = i.number
    order by i.number desc`);
}
