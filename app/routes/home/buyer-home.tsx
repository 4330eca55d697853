import { useLoaderData } from "@remix-run/react";
import { ordersForBuyer } from "~/domain/orders/order-list-views.server";
import { shortlistsOf } from "~/domain/shortlists/shortlist-views.server";
import { AudienceHome } from "~/ui/home/audience-home";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { buyerTodos } from "~/web/home/buyer-todos.server";
import { latestContracts, RUNNING, runningOrders } from "~/web/home/home-data.server";

export const meta = () => [{ title: pageTitle("Buying") }];

export const loader = buyer.loader({}, async ({ q, actor, today }) => {
  const code = actor.organisationCode;
  const [running, waiting, shortlists, published] = await Promise.all([
    runningOrders(ordersForBuyer(q, code, { states: RUNNING })),
    buyerTodos(q, actor, today),
    shortlistsOf(q, actor),
    latestContracts(q, { naming: code }),
  ]);
  return {
    organisationName: actor.organisation.name,
    ...waiting,
    mayStart: actor.roles.includes("procurement_lead"),
    running,
    shortlists: shortlists.filter((row) => row.state === "open" || row.state === "locked").slice(0, 10),
    published,
  };
});

export default function BuyerHome() {
  const { organisationName, todos, more, sums, mayStart, running, shortlists, published } =
    useLoaderData<typeof loader>();
  return (
    <AudienceHome
      title="Buying"
      organisationName={organisationName}
      todos={todos}
      more={more}
      sums={sums}
      action={mayStart ? { label: "Start a purchase", href: "/buying/needs" } : null}
      own="buyer"
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
        { label: "Local spend that counts as match funding", href: "/buying/local-spend" },
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
