import type { Queryable } from "~db";
import { PAYING_ROLES } from "~/domain/invoices/invoice";
import { mayDoWithPayment, NO_VAT } from "~/domain/funding/payments/fund-payment";
import { paymentsWaiting } from "~/domain/funding/payments/payment-views.server";
import { sum } from "~/domain/money/money";
import { signedAndLeft } from "~/domain/orders/approvals/signed-and-left-views.server";
import { breachesWaiting } from "~/domain/orders/breach-views.server";
import { approvalsWaiting, milestonesWaiting, ordersForBuyer } from "~/domain/orders/order-list-views.server";
import { refusalsOf } from "~/domain/orders/refusal-views.server";
import type { MemberActor } from "~/domain/people/role";
import { addDays, dayOf, type Day } from "~/domain/shared/day";
import { agreementTodos } from "./agreement-todos.server";
import { invoicesToPay } from "./invoice-todos.server";
import { applicantTodos } from "./application-todos.server";
import {
  byDay,
  lateWords,
  moreThanShown,
  TODOS_OF_A_KIND,
  waitingFirst,
  type Todos,
} from "./home-data.server";

/** A milestone is asked about from this many days before it is due. */
const MILESTONE_DAYS = 30;

type Asked = { q: Queryable; actor: MemberActor; today: Day };

async function shares({ q, actor }: Asked): Promise<Todos> {
  const { rows, more } = await waitingFirst(
    approvalsWaiting(q, actor.organisationCode),
    ["share to approve", "shares to approve"],
    "/buying/approvals",
  );
  const left = await signedAndLeft(q, {
    orderIds: rows.map((row) => row.orderId),
    approver: actor,
    payerCode: actor.organisationCode,
  });
  const own = rows.filter((row) => !left.has(row.orderId));
  const todos = own.map((row) => ({
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

async function payments({ q, actor }: Asked): Promise<Todos> {
  const found = await paymentsWaiting(q, actor.organisationCode);
  const own = found.filter((row) => mayDoWithPayment(row, actor) === "decide");
  const todos = own.slice(0, TODOS_OF_A_KIND).map((row) => ({
    key: `payment-${row.id}`,
    label: `Agree or decline to pay into ${row.fundName}`,
    href: `/buying/funding/payments/${row.id}`,
    about: `${row.requestedByName} of the centre asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
    amount: row.amount,
    vat: NO_VAT,
  }));
  return {
    todos,
    more: moreThanShown(own.length, ["payment to decide on", "payments to decide on"], "/buying/funding"),
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
  const refusals = await refusalsOf(
    q,
    rows.map((row) => row.id),
  );
  const todos = rows.map((row) => {
    const refusal = refusals.get(row.id);
    return {
      key: `order-${row.id}`,
      label: refusal ? `Change order ${row.id} and send it again` : `Finish order ${row.id}`,
      href: `/buying/orders/${row.id}`,
      about: refusal ? `${row.title}. ${refusal.text}` : row.title,
      dateLabel: refusal ? "Declined" : "Started",
      day: dayOf(refusal?.at ?? row.createdAt),
    };
  });
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
    actor.roles.includes("approver") ? payments(asked) : none,
    lead ? contractsInBreach(asked) : none,
    actor.roles.some((role) => PAYING_ROLES.includes(role))
      ? invoicesToPay({ ...asked, list: "/buying/invoices" })
      : none,
    lead ? milestones(asked) : none,
    lead ? ordersToFinish(asked) : none,
  ]);
  return {
    todos: found.flatMap((one) => one.todos).sort(byDay),
    more: found.flatMap((one) => one.more),
    sums: found.flatMap((one) => one.sums ?? []),
  };
}
