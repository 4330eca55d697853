import type { Queryable } from "~db";
import { PAYING_ROLES } from "~/domain/invoices/invoice";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import { sum } from "~/domain/money/money";
import { breachesWaiting } from "~/domain/orders/breach-views.server";
import { approvalsWaiting, milestonesWaiting, ordersForBuyer } from "~/domain/orders/order-list-views.server";
import type { MemberActor } from "~/domain/people/role";
import { addDays, dayOf, type Day } from "~/domain/shared/day";
import { agreementTodos } from "./agreement-todos.server";
import { applicantTodos } from "./application-todos.server";
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

/** A milestone is asked about from this many days before it is due. */
const MILESTONE_DAYS = 30;

type Asked = { q: Queryable; actor: MemberActor; today: Day };

async function shares({ q, actor }: Asked): Promise<Todos> {
  const { rows, more } = await waitingFirst(
    approvalsWaiting(q, actor.organisationCode),
    ["share to approve", "shares to approve"],
    "/buying/approvals",
  );
  const todos = rows.map((row) => ({
    key: `approval-${row.orderId}`,
    label: `Approve your share of ${row.title}`,
    href: `/buying/approvals/${row.orderId}`,
    about: `${row.buyerName} orders from ${row.supplierName}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
    amount: sum([row.net, row.vat]),
  }));
  return { todos, more };
}

async function invoicesToPay({ q, actor, today }: Asked): Promise<Todos> {
  const open: InvoiceFilter = { actor, as: "payer", states: ["sent"], sort: DUE_FIRST };
  const late: InvoiceFilter = { ...open, dueBefore: today };
  const [first, overdue, gross, lateGross] = await Promise.all([
    waitingFirst(invoicesList(q, open), ["invoice to pay", "invoices to pay"], "/buying/invoices"),
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
  const inAll = { count: first.total, gross };
  return {
    todos,
    more: first.more,
    sums: invoiceSums(inAll, { count: overdue.total, gross: lateGross }, "to pay"),
  };
}

async function contractsInBreach({ q, actor, today }: Asked): Promise<Todos> {
  const found = await breachesWaiting(q, { buyerCode: actor.organisationCode, on: today });
  const todos = found.slice(0, TODOS_OF_A_KIND).map(({ order, breach }) => ({
    key: `breach-${order.id}-${breach.certificateNumber}`,
    label: `Decide about order ${order.id}: ${breach.standardTitle} does not count`,
    href: `/buying/orders/${order.id}/certificates/${breach.certificateNumber}`,
    about: `${order.supplierName}, ${order.title}`,
    dateLabel: "Since",
    day: breach.since,
  }));
  const noun = ["contract to decide about", "contracts to decide about"] as const;
  return { todos, more: moreThanShown(found.length, noun, "/buying/orders?state=live") };
}

async function milestones({ q, actor, today }: Asked): Promise<Todos> {
  const dueBy = addDays(today, MILESTONE_DAYS);
  const { rows, more } = await waitingFirst(
    milestonesWaiting(q, actor.organisationCode, { today, dueBy }),
    ["milestone to confirm", "milestones to confirm"],
    "/buying/orders?state=live",
  );
  const todos = rows.map((row) => ({
    key: `milestone-${row.orderId}-${row.title}`,
    label: `Confirm ${row.title}`,
    href: `/buying/orders/${row.orderId}/milestones`,
    about: `${row.orderTitle} (${row.orderId})`,
    dateLabel: "Due",
    day: row.dueOn,
    late: lateWords(row.dueOn, today),
  }));
  return { todos, more };
}

async function ordersToFinish({ q, actor }: Asked): Promise<Todos> {
  const { rows, more } = await waitingFirst(
    ordersForBuyer(q, actor.organisationCode, {
      states: ["in_progress"],
      sort: { by: "begun", descending: false },
    }),
    ["order to finish", "orders to finish"],
    "/buying/orders?state=in_progress&sort=begun",
  );
  const todos = rows.map((row) => ({
    key: `order-${row.id}`,
    label: `Finish order ${row.id}`,
    href: `/buying/orders/${row.id}`,
    about: row.title,
    dateLabel: "Started",
    day: dayOf(row.createdAt),
  }));
  return { todos, more };
}

const none: Promise<Todos> = Promise.resolve({ todos: [], more: [] });

/**
 * What needs this person of a buying organisation now: only what their roles let them do and nobody has done, the oldest
 * day first; where the rest of a kind is, and what the invoices to pay come to.
 */
export async function buyerTodos(q: Queryable, actor: MemberActor, today: Day): Promise<Required<Todos>> {
  const asked = { q, actor, today };
  const lead = actor.roles.includes("procurement_lead");
  const found = await Promise.all([
    applicantTodos(q, actor).then((todos) => ({ todos, more: [] }) as Todos),
    agreementTodos(q, actor, "/buying/agreements").then((todos) => ({ todos, more: [] }) as Todos),
    actor.roles.includes("approver") ? shares(asked) : none,
    lead ? contractsInBreach(asked) : none,
    actor.roles.some((role) => PAYING_ROLES.includes(role)) ? invoicesToPay(asked) : none,
    lead ? milestones(asked) : none,
    lead ? ordersToFinish(asked) : none,
  ]);
  return {
    todos: found.flatMap((one) => one.todos).sort(byDay),
    more: found.flatMap((one) => one.more),
    sums: found.flatMap((one) => one.sums ?? []),
  };
}
