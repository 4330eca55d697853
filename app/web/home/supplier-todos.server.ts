import type { Queryable } from "~db";
import { certificationOf } from "~/domain/certification/certification-views.server";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import { BANK_CHANGE_PATH, mayAboutBank } from "~/domain/invoices/supplier-details/bank-change";
import { bankChangeWaiting } from "~/domain/invoices/supplier-details/bank-change-views.server";
import { currentDetails } from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import { INVOICING_DETAILS_PATH, mayKeepDetails } from "~/domain/invoices/supplier-details/invoicing-keeper";
import { toInvoice, type ToInvoice } from "~/domain/invoices/to-invoice-views.server";
import { ordersForSupplier } from "~/domain/orders/order-list-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf, type Day } from "~/domain/shared/day";
import { financialYearPeriod } from "~/domain/shared/financial-year";
import { WRITERS } from "~/web/listings/change-page.server";
import { returnedTodos } from "./listing-todos.server";
import { claimAddress } from "~/web/certification/claim-address";
import {
  byDay,
  invoiceSums,
  lateWords,
  moreThanShown,
  TODOS_OF_A_KIND,
  waitingFirst,
  type Todos,
} from "./home-data.server";
import { DUE_FIRST } from "~/domain/invoices/invoice-sort";

type Asked = { q: Queryable; actor: MemberActor; today: Day; now: Date };

async function ordersToSign({ q, actor }: Asked): Promise<Todos> {
  const { rows, more } = await waitingFirst(
    ordersForSupplier(q, actor.organisationCode, {
      states: ["awaiting_signature"],
      sort: { by: "begun", descending: false },
    }),
    ["order to accept or decline", "orders to accept or decline"],
    "/supplying/orders?state=awaiting_signature&sort=begun",
  );
  const todos = rows.map((row) => ({
    key: `sign-${row.id}`,
    label: `Accept or decline order ${row.id}`,
    href: `/supplying/orders/${row.id}`,
    about: `${row.buyerName}: ${row.title}`,
    dateLabel: "Sent",
    day: dayOf(row.submittedAt ?? row.createdAt),
  }));
  return { todos, more };
}

/** The day from which something can be invoiced: its confirmation, or the 1 April on which its year began. */
const dayToRaise = ({ confirmedAt, of }: ToInvoice) =>
  "financialYear" in of ? financialYearPeriod(of.financialYear).from : dayOf(confirmedAt!);

async function invoicesToRaise({ q, actor, today, now }: Asked): Promise<Todos> {
  const found = await toInvoice(q, { organisationCode: actor.organisationCode, today, at: now });
  const todos = found.slice(0, TODOS_OF_A_KIND).map((row) => {
    const of = "milestoneId" in row.of ? `milestone=${row.of.milestoneId}` : `year=${row.of.financialYear}`;
    return {
      key: `raise-${row.orderId}-${of}`,
      label: `Raise the invoices of ${row.title}`,
      href: `/supplying/orders/${row.orderId}/invoices?${of}`,
      about: `${row.buyerName}: ${row.orderTitle} (${row.orderId})`,
      dateLabel: row.confirmedAt ? "Confirmed" : "Its year began",
      day: dayToRaise(row),
    };
  });
  const noun = ["milestone or charge to invoice", "milestones or charges to invoice"] as const;
  return { todos, more: moreThanShown(found.length, noun, "/supplying/invoices#to-raise") };
}

async function overdueInvoices({ q, actor, today }: Asked): Promise<Todos> {
  const open: InvoiceFilter = { actor, as: "supplier", states: ["sent"] };
  const late: InvoiceFilter = { ...open, dueBefore: today, sort: DUE_FIRST };
  const [first, unpaid, gross, lateGross] = await Promise.all([
    waitingFirst(invoicesList(q, late), ["overdue invoice", "overdue invoices"], "/supplying/invoices"),
    invoicesList(q, open).page(null, 1),
    invoicesGross(q, open),
    invoicesGross(q, late),
  ]);
  const todos = first.rows.map((row) => ({
    key: `invoice-${row.invoice.number}`,
    label: `Ask ${row.payerName} about invoice ${row.invoice.number}`,
    href: `/invoices/${row.invoice.number}`,
    about: row.orderTitle,
    dateLabel: "Due",
    day: row.invoice.dueOn,
    amount: row.invoice.gross,
    late: lateWords(row.invoice.dueOn, today),
  }));
  const inAll = { count: unpaid.total, gross };
  return {
    todos,
    more: first.more,
    sums: invoiceSums(inAll, { count: first.total, gross: lateGross }, "not paid yet"),
  };
}

/** What stands between this supplier and its first invoice, for those who can give it. */
async function detailsToGive({ q, actor, today }: Asked): Promise<Todos> {
  const { supplierId } = actor.organisation;
  if (!supplierId || !mayKeepDetails(actor) || (await currentDetails(q, supplierId))) return none;
  const todo = {
    key: "invoicing-details",
    label: "Give your invoicing details",
    href: INVOICING_DETAILS_PATH,
    about: "Without address, VAT number, bank account and contact you cannot raise an invoice",
    dateLabel: "Today",
    day: today,
  };
  return { todos: [todo], more: [] };
}

/** A new bank account that waits for this person, as the second of two. */
async function bankToConfirm({ q, actor }: Asked): Promise<Todos> {
  const { supplierId } = actor.organisation;
  const change = supplierId ? await bankChangeWaiting(q, supplierId) : null;
  if (!change || mayAboutBank(change, actor) !== "decide") return none;
  const todo = {
    key: `bank-${change.id}`,
    label: `Confirm the new bank account of ${change.legalName}`,
    href: BANK_CHANGE_PATH,
    about: `${change.proposedByName} gave it, and a second person confirms it`,
    dateLabel: "Given",
    day: dayOf(change.proposedAt),
  };
  return { todos: [todo], more: [] };
}

async function certification({ q, actor, today }: Asked): Promise<Todos> {
  const { supplierId } = actor.organisation;
  if (!supplierId) return none;
  const { needs } = await certificationOf(q, { supplierId, on: today });
  const todos = needs.map((need) => ({
    key: `certificate-${need.key}`,
    label: need.label,
    href: claimAddress(need),
    about: need.text,
    dateLabel: need.day ? need.dayLabel : "Today",
    day: need.day ?? today,
  }));
  return { todos, more: [] };
}

async function listingsToChange({ q, actor }: Asked): Promise<Todos> {
  const { supplierId } = actor.organisation;
  return supplierId && WRITERS.some((role) => actor.roles.includes(role))
    ? returnedTodos(q, supplierId)
    : none;
}

const none: Promise<Todos> = Promise.resolve({ todos: [], more: [] });

/**
 * What needs this person of a supplier now: only what their roles let them do and nobody has done, the oldest day first;
 * where the rest of a kind is, and what their unpaid invoices come to.
 */
export async function supplierTodos(
  q: Queryable,
  actor: MemberActor,
  { today, now }: { today: Day; now: Date },
): Promise<Required<Todos>> {
  const asked = { q, actor, today, now };
  const found = await Promise.all([
    actor.roles.includes("supplier_signatory") ? ordersToSign(asked) : none,
    detailsToGive(asked),
    actor.roles.includes("supplier_signatory") ? bankToConfirm(asked) : none,
    invoicesToRaise(asked),
    overdueInvoices(asked),
    certification(asked),
    listingsToChange(asked),
  ]);
  return {
    todos: found.flatMap((one) => one.todos).sort(byDay),
    more: found.flatMap((one) => one.more),
    sums: found.flatMap((one) => one.sums ?? []),
  };
}
