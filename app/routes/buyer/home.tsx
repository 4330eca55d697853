import { useLoaderData } from "@remix-run/react";
import type { Queryable } from "~db";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import {
  approvalsWaiting,
  milestonesWaiting,
  ordersForBuyer,
} from "~/domain/ordering/order-list-views.server";
import { shortlistsOf } from "~/domain/procurement/shortlist-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { AudienceHome, type Todo } from "~/ui/audience-home";
import { EmptyState } from "~/ui/empty-state";
import { pageTitle } from "~/ui/page";
import { agreementTodos } from "~/web/agreement-todos.server";
import { applicantTodos } from "~/web/application-todos.server";
import { buyer } from "~/web/audience.server";
import { latestContracts, nothingWaits, RUNNING, runningOrders, waitingFirst } from "~/web/home-data.server";

export const meta = () => [{ title: pageTitle("Buying") }];

const sharesToApprove = (q: Queryable, actor: MemberActor) =>
  actor.roles.includes("approver")
    ? waitingFirst(
        approvalsWaiting(q, actor.organisationCode),
        ["share to approve", "shares to approve"],
        "/buying/approvals",
      )
    : nothingWaits;

const ordersToFinish = (q: Queryable, actor: MemberActor) =>
  actor.roles.includes("procurement_lead")
    ? waitingFirst(
        ordersForBuyer(q, actor.organisationCode, {
          states: ["in_progress"],
          sort: { by: "begun", descending: false },
        }),
        ["order to finish", "orders to finish"],
        "/buying/orders?state=in_progress&sort=begun",
      )
    : nothingWaits;

const milestonesToConfirm = (q: Queryable, actor: MemberActor) =>
  actor.roles.includes("procurement_lead")
    ? waitingFirst(
        milestonesWaiting(q, actor.organisationCode),
        ["milestone to confirm", "milestones to confirm"],
        "/buying/orders?state=live",
      )
    : nothingWaits;

export const loader = buyer.loader({}, async ({ q, actor }) => {
  const code = actor.organisationCode;
  const [running, approvals, unfinished, applications, milestones, invoices, shortlists, agreements] =
    await Promise.all([
      runningOrders(ordersForBuyer(q, code, { states: RUNNING })),
      sharesToApprove(q, actor),
      ordersToFinish(q, actor),
      applicantTodos(q, actor),
      milestonesToConfirm(q, actor),
      waitingFirst(
        invoicesList(q, { actor, as: "payer", states: ["sent"], by: "due" }),
        ["invoice to pay", "invoices to pay"],
        "/buying/invoices",
      ),
      shortlistsOf(q, actor),
      agreementTodos(q, actor, "/buying/agreements"),
    ]);
  const todos: Todo[] = [
    ...applications,
    ...agreements,
    ...approvals.rows.map((row) => ({
      key: `approval-${row.orderId}`,
      label: `Approve your share of ${row.title}`,
      href: `/buying/approvals/${row.orderId}`,
      about: `${row.buyerName} orders from ${row.supplierName}`,
      dateLabel: "Asked",
      day: dayOf(row.requestedAt),
    })),
    ...invoices.rows.map((row) => ({
      key: `invoice-${row.invoice.number}`,
      label: `Pay invoice ${row.invoice.number}`,
      href: `/invoices/${row.invoice.number}`,
      about: `${row.supplierName}, ${row.orderTitle}`,
      dateLabel: "Due",
      day: row.invoice.dueOn,
    })),
    ...milestones.rows.map((row) => ({
      key: `milestone-${row.orderId}-${row.title}`,
      label: `Confirm ${row.title}`,
      href: `/buying/orders/${row.orderId}/milestones`,
      about: row.orderTitle,
      dateLabel: "Due",
      day: row.dueOn,
    })),
    ...unfinished.rows.map((row) => ({
      key: `order-${row.id}`,
      label: `Finish order ${row.id}`,
      href: `/buying/orders/${row.id}`,
      about: row.title,
      dateLabel: "Started",
      day: dayOf(row.createdAt),
    })),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    organisationName: actor.organisation.name,
    todos,
    more: [...approvals.more, ...invoices.more, ...milestones.more, ...unfinished.more],
    running,
    shortlists: shortlists.filter((row) => row.state === "open" || row.state === "locked").slice(0, 10),
    published: await latestContracts(q),
  };
});

export default function BuyerHome() {
  const { organisationName, todos, more, running, shortlists, published } = useLoaderData<typeof loader>();
  return (
    <AudienceHome
      title="Buying"
      organisationName={organisationName}
      todos={todos}
      more={more}
      nothing={
        <EmptyState
          heading="Nothing waits for you"
          level={3}
          action={{ label: "Find a solution", href: "/solutions" }}
        >
          <p>Shares to approve, invoices to pay and milestones to confirm appear here, with their dates.</p>
        </EmptyState>
      }
      running={running}
      ordersBase="/buying/orders"
      published={published}
      links={[
        { label: "Shortlists", href: "/buying/shortlists" },
        { label: "Orders", href: "/buying/orders" },
        { label: "Approvals", href: "/buying/approvals" },
        { label: "Invoices", href: "/buying/invoices" },
        { label: "Statement: what we get, pay and have left", href: "/buying/statement" },
        { label: "Funding that you can use", href: "/buying/funding" },
        { label: "Applications for funding", href: "/buying/applications" },
        { label: "Agreements on who pays what", href: "/buying/agreements" },
      ]}
    >
      {shortlists.length > 0 ? (
        <ul>
          {shortlists.map((row) => (
            <li key={row.id}>
              <a href={`/buying/shortlists/${row.id}`}>Shortlist: {row.name}</a>, {row.solutions}{" "}
              {row.solutions === 1 ? "solution" : "solutions"}, {row.state}
            </li>
          ))}
        </ul>
      ) : null}
    </AudienceHome>
  );
}
