import { and, asc, eq, ilike, isNotNull, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { ledgerTransaction } from "~db/schema/funding";
import { invoice, invoiceLine, payment } from "~db/schema/invoices";
import { order, orderItem, orderMilestone, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { containing } from "~db/like";
import type { Actor } from "~/domain/audit/event";
import { pence, type Pence } from "~/domain/money/money";
import { sentShareView } from "~/domain/orders/approvals/share-views.server";
import type { Day } from "~/domain/shared/day";
import {
  keysetList,
  numberKeys,
  type KeyColumns,
  type List,
  type SortOrder,
} from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { Sorting } from "~/domain/shared/sorting";
import { bankChangeWarning } from "./supplier-details/dispute";
import { currentDetails, detailsOf } from "./supplier-details/invoicing-details-views.server";
import { CENTRE_ROLES, mayExplain, type InvoiceState } from "./invoice";
import { itemVatRate } from "./item-vat-rate.server";
import { LATEST_FIRST, type InvoiceSort } from "./invoice-sort";

const payer = alias(organisation, "payer");

/** What an invoice is for: its milestone's title, or "Annual charge 2027/28" as `annualChargeTitle` writes it. */
export const subjectTitle = sql<string>`coalesce(${orderMilestone.title}, 'Annual charge ' || ${invoice.instalmentYear} || '/' || lpad(((${invoice.instalmentYear} + 1) % 100)::text, 2, '0'))`;

/** The invoices that a person may see: their supplier's, those their organisation pays, those of its own orders. */
function visibleTo(actor: Pick<Actor, "organisationCode" | "roles">): SQL | undefined {
  if (actor.roles.some((role) => CENTRE_ROLES.includes(role))) return undefined;
  const code = actor.organisationCode ?? "";
  return or(eq(invoice.payerCode, code), eq(supplier.organisationCode, code), eq(order.buyerCode, code));
}

export interface InvoiceRow {
  invoice: typeof invoice.$inferSelect;
  payment: typeof payment.$inferSelect | null;
  payerName: string;
  supplierName: string;
  orderTitle: string;
  buyerCode: string;
  milestoneTitle: string;
}

const columns = {
  invoice,
  payment,
  payerName: payer.name,
  supplierName: supplier.name,
  orderTitle: order.title,
  buyerCode: order.buyerCode,
  milestoneTitle: subjectTitle,
};

function select(q: Queryable, keys: KeyColumns = {}) {
  return q
    .select({ ...columns, ...keys })
    .from(invoice)
    .innerJoin(order, eq(order.id, invoice.orderId))
    .leftJoin(orderMilestone, eq(orderMilestone.id, invoice.milestoneId))
    .innerJoin(supplier, eq(supplier.id, invoice.supplierId))
    .innerJoin(payer, eq(payer.code, invoice.payerCode))
    .leftJoin(payment, and(eq(payment.invoiceNumber, invoice.number), isNull(payment.reversalId)));
}

export interface InvoiceFilter {
  actor: Pick<Actor, "organisationCode" | "roles">;
  /** Narrows to those their organisation pays or has raised. */
  as?: "payer" | "supplier";
  orderId?: string;
  states?: readonly InvoiceState[];
  /** Only those that were due before this day. */
  dueBefore?: Day;
  /** Part of a number, an order, its title, the payer or the supplier. */
  words?: string;
  /** Without it the latest invoice leads. */
  sort?: Sorting<InvoiceSort>;
}

const NUMBER = numberKeys(invoice.number);

function sortOrder({ by, descending }: Sorting<InvoiceSort>): SortOrder {
  const first: Record<InvoiceSort, SortOrder["keys"]> = {
    number: [],
    due: [{ by: invoice.dueOn, type: "date" }],
    payer: [{ by: payer.name, type: "text" }],
    supplier: [{ by: supplier.name, type: "text" }],
    gross: [{ by: invoice.gross, type: "bigint" }],
  };
  return { keys: [...first[by], ...NUMBER], descending };
}

function holding(words: string): SQL | undefined {
  const like = containing(words);
  const texts = [invoice.number, invoice.orderId, order.title, payer.name, supplier.name];
  return or(...texts.map((text) => ilike(text, like)));
}

function matching({ actor, as, orderId, states, dueBefore, words }: InvoiceFilter): SQL | undefined {
  const code = actor.organisationCode ?? "";
  return and(
    visibleTo(actor),
    as === "payer" ? eq(invoice.payerCode, code) : undefined,
    as === "supplier" ? eq(supplier.organisationCode, code) : undefined,
    orderId ? eq(invoice.orderId, orderId) : undefined,
    states ? isAnyOf(invoice.state, [...states]) : undefined,
    dueBefore ? lt(invoice.dueOn, dueBefore) : undefined,
    words ? holding(words) : undefined,
  );
}

/** Invoices that the actor may see, with who pays, who raised them and what for. */
export function invoicesList(q: Queryable, filter: InvoiceFilter): List<InvoiceRow> {
  return keysetList<InvoiceRow>(q, sortOrder(filter.sort ?? LATEST_FIRST), (keys, past) =>
    select(q, keys).where(and(matching(filter), past)),
  );
}

/** What all the invoices of such a list come to, VAT included. In pence. */
export async function invoicesGross(q: Queryable, filter: InvoiceFilter): Promise<Pence> {
  const [row] = await q
    .select({ gross: sql<string>`coalesce(sum(${invoice.gross}), 0)` })
    .from(invoice)
    .innerJoin(order, eq(order.id, invoice.orderId))
    .innerJoin(supplier, eq(supplier.id, invoice.supplierId))
    .innerJoin(payer, eq(payer.code, invoice.payerCode))
    .where(matching(filter));
  return pence(BigInt(row!.gross));
}

/**
 * One invoice with its lines, what it says about its supplier (as of its own day; null for an old one) and
 * what its payer must know of bank details that changed. Throws not-found for one that the actor may not see.
 * Codes: not-found `no-such-invoice`.
 */
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
  const found = await q
    .select({
      line: invoiceLine,
      vatRate: itemVatRate,
    })
    .from(invoiceLine)
    .innerJoin(orderShare, eq(orderShare.id, invoiceLine.shareId))
    .innerJoin(orderItem, eq(orderItem.id, orderShare.orderItemId))
    .where(eq(invoiceLine.invoiceNumber, input.number))
    .orderBy(asc(invoiceLine.position));
  const lines = found.map(({ line, vatRate }) => ({ ...line, vatRate }));
  const { supplierId, invoicingVersion: version } = row.invoice;
  const [reversedPayments, stated, now] = await Promise.all([
    reversedPaymentsOf(q, input.number),
    detailsOf(q, { supplierId, version }),
    currentDetails(q, supplierId),
  ]);
  const about = { version, supplierName: row.supplierName };
  return {
    ...row,
    reversedPayments,
    lines,
    stated,
    bankWarning: stated && bankChangeWarning(stated, now, about),
  };
}

/** The payments of an invoice that were taken back, the earliest first, with the movement that did it and its day. */
function reversedPaymentsOf(q: Queryable, number: string) {
  return q
    .select({ payment, reversedOn: ledgerTransaction.effectiveOn })
    .from(payment)
    .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, payment.reversalId))
    .where(and(eq(payment.invoiceNumber, number), isNotNull(payment.reversalId)))
    .orderBy(asc(payment.recordedAt));
}

/**
 * One line of an invoice with the share behind it and who signed its agreement: for its payer, the buyer of
 * the order and the centre. What a payer recovers of its VAT is not the supplier's affair, so for the
 * supplier there is no such page. Throws Problem not-found `no-such-line`.
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
