import type { Queryable } from "~db";
import { DUE_FIRST } from "~/domain/invoices/invoice-sort";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import type { MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { invoiceSums, lateWords, moreThanShown, waitingFirst, type Todos } from "./home-data.server";

/**
 * The invoices that an organisation has to pay, those due first, with what all of them come to; `list` is where the others
 * stand. With `lateOnly` only overdue ones are listed, and the others are in the sum: for a first page on which other work
 * leads.
 */
export async function invoicesToPay({
  q,
  actor,
  today,
  list,
  lateOnly = false,
}: {
  q: Queryable;
  actor: MemberActor;
  today: Day;
  list: string;
  lateOnly?: boolean;
}): Promise<Todos> {
  const open: InvoiceFilter = { actor, as: "payer", states: ["sent"], sort: DUE_FIRST };
  const late: InvoiceFilter = { ...open, dueBefore: today };
  const noun = ["invoice to pay", "invoices to pay"] as const;
  const [first, all, overdue, gross, lateGross] = await Promise.all([
    waitingFirst(invoicesList(q, lateOnly ? late : open), noun, list),
    invoicesList(q, open).page(null, 1),
    invoicesList(q, late).page(null, 1),
    invoicesGross(q, open),
    invoicesGross(q, late),
  ]);
  const todos = first.rows.map((row) => ({
    key: `invoice-${row.invoice.number}`,
    label: `Pay invoice ${row.invoice.number}`,
    href: `/invoices/${row.invoice.number}`,
    about: `${row.supplierName}, ${row.orderTitle}`,
    dateLabel: "Due",
    day: row.invoice.dueOn,
    amount: row.invoice.gross,
    late: lateWords(row.invoice.dueOn, today),
  }));
  return {
    todos,
    more: moreThanShown(all.total, noun, list, todos.length),
    sums: invoiceSums({ count: all.total, gross }, { count: overdue.total, gross: lateGross }, "to pay"),
  };
}
