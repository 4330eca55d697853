import { useLoaderData } from "@remix-run/react";
import type { Queryable } from "~db";
import { ASSESSING_ROLES } from "~/domain/certification/permission";
import { claimsWaiting } from "~/domain/certification/claims/claim-views.server";
import { approvalsWaiting, ordersForCentre } from "~/domain/orders/order-list-views.server";
import { datedKnowledge } from "~/domain/frameworks/knowledge-views.server";
import { endingKnowledge } from "~/domain/shared/dated-knowledge";
import { sum } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { latestLedgerCheck } from "~/domain/ledger/ledger-check-views.server";
import { AudienceHome } from "~/ui/home/audience-home";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { KnowledgeNotice } from "~/ui/home/knowledge-notice";
import { LedgerAlarm } from "~/ui/ledger/ledger-alarm";
import { pageTitle } from "~/ui/kit/page";
import { agreementTodos } from "~/web/home/agreement-todos.server";
import { assessorTodos } from "~/web/home/application-todos.server";
import { centre } from "~/web/audience.server";
import {
  latestContracts,
  moreThanShown,
  nothingWaits,
  RUNNING,
  runningOrders,
  TODOS_OF_A_KIND,
  waitingFirst,
  type Todo,
} from "~/web/home/home-data.server";
import { invoicesToPay } from "~/web/home/invoice-todos.server";
import { listingTodos } from "~/web/home/listing-todos.server";
import { spendTodos } from "~/web/home/spend-todos.server";
import { standardTodos } from "~/web/home/standard-todos.server";
import { transferTodos } from "~/web/home/transfer-todos.server";
import { peopleTodos } from "~/web/home/people-todos.server";
import { yearEndTodos } from "~/web/home/year-end-todos.server";

export const meta = () => [{ title: pageTitle("Commercial") }];

export const loader = centre.loader({}, async ({ q, actor, today, now }) => {
  const officer = actor.roles.includes("commercial_officer");
  const assesses = ASSESSING_ROLES.some((role) => actor.roles.includes(role));
  const [
    running,
    approvals,
    claims,
    applications,
    transfers,
    agreements,
    yearEnd,
    people,
    standards,
    listings,
    invoices,
    spend,
  ] = await Promise.all([
    runningOrders(ordersForCentre(q, { states: RUNNING })),
    officer ? sharesToApprove(q, actor.organisationCode) : nothingWaits,
    assesses ? claimsWaiting(q) : [],
    assessorTodos(q, actor),
    transferTodos(q, actor),
    agreementTodos(q, actor, "/commercial/agreements"),
    yearEndTodos(q, actor),
    peopleTodos(q, actor, now),
    standardTodos(q, actor),
    listingTodos(q, actor),
    officer
      ? invoicesToPay({ q, actor, today, list: "/commercial/invoices", lateOnly: true })
      : { todos: [], more: [], sums: [] },
    spendTodos(q, actor),
  ]);
  const todos: Todo[] = [
    ...applications,
    ...invoices.todos,
    ...transfers.todos,
    ...agreements,
    ...yearEnd.todos,
    ...people.todos,
    ...standards,
    ...listings.todos,
    ...spend.todos,
    ...approvals.rows.map(approvalTodo),
    ...claims.slice(0, TODOS_OF_A_KIND).map((row) => claimTodo(row, today)),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    organisationName: actor.organisation.name,
    todos,
    sums: invoices.sums,
    more: [
      ...invoices.more,
      ...approvals.more,
      ...transfers.more,
      ...yearEnd.more,
      ...people.more,
      ...listings.more,
      ...spend.more,
      ...moreThanShown(claims.length, ["claim to assess", "claims to assess"], "/commercial/assessments"),
    ],
    running,
    published: await latestContracts(q),
    check: await latestLedgerCheck(q),
    ending: endingKnowledge(await datedKnowledge(q, today), today),
    officer,
    assesses,
    auditor: actor.roles.includes("auditor"),
  };
});

const sharesToApprove = (q: Queryable, payerCode: string) =>
  waitingFirst(
    approvalsWaiting(q, payerCode),
    ["share to approve", "shares to approve"],
    "/commercial/approvals",
  );

type Approval = Awaited<ReturnType<ReturnType<typeof approvalsWaiting>["first"]>>[number];

const approvalTodo = (row: Approval): Todo => ({
  key: `approval-${row.orderId}`,
  label: `Approve the share of ${row.title}`,
  href: `/commercial/approvals/${row.orderId}`,
  about: `${row.buyerName} orders from ${row.supplierName}`,
  dateLabel: "Asked",
  day: dayOf(row.requestedAt),
  amount: sum([row.net, row.vat]),
});

const claimTodo = (row: Awaited<ReturnType<typeof claimsWaiting>>[number], today: Day): Todo => ({
  key: `claim-${row.id}`,
  label: `${row.state === "in_review" ? "Decide about" : "Start the review of"} ${row.standardTitle}`,
  href: `/commercial/assessments/${row.id}`,
  about: [row.supplierName, row.solutionName].filter(Boolean).join(", "),
  dateLabel: "Submitted",
  day: row.submittedAt ? dayOf(row.submittedAt) : today,
});

export default function CommercialHome() {
  const {
    organisationName,
    todos,
    sums,
    more,
    running,
    published,
    check,
    ending,
    officer,
    assesses,
    auditor,
  } = useLoaderData<typeof loader>();
  return (
    <>
      <LedgerAlarm check={check} />
      <KnowledgeNotice ending={ending} />
      <AudienceHome
        title="Commercial"
        organisationName={organisationName}
        todos={todos}
        sums={sums}
        more={more}
        nothing={
          <EmptyState heading="Nothing waits for you" level={3}>
            <p>
              {officer || assesses
                ? "Shares of national funds to approve and claims to assess appear here, with their dates."
                : "An auditor reads everything and changes nothing, so nothing is asked of you here."}
            </p>
          </EmptyState>
        }
        running={running}
        ordersBase="/commercial/orders"
        published={published}
        links={linksFor({ officer, auditor })}
      />
    </>
  );
}

/** Where the centre's people go from their first page, by what they may read. */
function linksFor({ officer, auditor }: { officer: boolean; auditor: boolean }) {
  return [
    { label: "Orders", href: "/commercial/orders" },
    { label: "Approvals", href: "/commercial/approvals" },
    { label: "Assessments", href: "/commercial/assessments" },
    { label: "Applications for funding", href: "/commercial/applications" },
    { label: "Awards", href: "/commercial/awards" },
    { label: "Certificates", href: "/commercial/certificates" },
    { label: "Drafts of standards", href: "/commercial/standards" },
    { label: "Listings to review", href: "/commercial/listings" },
    { label: "Solutions", href: "/commercial/solutions" },
    { label: "How the market meets the standards", href: "/commercial/compliance" },
    { label: "Waivers", href: "/commercial/waivers" },
    { label: "Agreements on who pays what", href: "/commercial/agreements" },
    { label: "Funding", href: "/commercial/funding" },
    { label: "Where the money goes", href: "/commercial/money" },
    { label: "Statements of organisations", href: "/commercial/statements" },
    { label: "Ledger", href: "/commercial/ledger" },
    ...(officer || auditor
      ? [
          { label: "Local spend of every organisation", href: "/commercial/local-spend" },
          { label: "Invoices of every supplier", href: "/commercial/invoices" },
          {
            label: "Reconciliation: do Stripe, invoices and ledger agree?",
            href: "/commercial/reconciliation",
          },
        ]
      : []),
    { label: "Year end", href: "/commercial/year-end" },
    ...(auditor
      ? [
          { label: "Shortlists of every buyer", href: "/commercial/shortlists" },
          { label: "Profiles of every organisation", href: "/commercial/profiles" },
        ]
      : []),
    ...(officer || auditor
      ? [
          { label: "People and what they may do", href: "/commercial/people" },
          { label: "Audit", href: "/commercial/audit" },
          { label: "Jobs", href: "/commercial/jobs" },
        ]
      : []),
  ];
}
