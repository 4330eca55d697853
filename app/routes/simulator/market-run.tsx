import { useLoaderData } from "@remix-run/react";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { runFinding, runTotalFinding } from "~/domain/simulator/market-run";
import {
  marketRunView,
  ordersMostChanged,
  ordersWithProblems,
} from "~/domain/simulator/market-run-views.server";
import { Inset } from "~/ui/kit/callouts";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import {
  ChangedOrders,
  RunFunds,
  RunProblems,
  RunTotals,
  RunYears,
  scopeWords,
} from "~/ui/simulator/market-run";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { Progress } from "~/ui/kit/progress";
import type { RouteHandle } from "~/ui/kit/route-handle";
import { centre } from "~/web/audience.server";
import { belowText, MarketRunParams, OrdersQuery } from "~/web/simulator/market-run-forms";

const PAGE = 20;

export const handle: RouteHandle = {
  refreshSeconds: ({ run }: { run: { state: string } }) => (run.state === "done" ? null : 3),
};

/** Orders with problems that a page names; it says how many there are. */
const PROBLEMS = 100;

export const meta = ({ data }: { data?: { finding: string } }) => [
  { title: pageTitle(data?.finding ?? "Market run") },
];

export const loader = centre.loader(
  { params: MarketRunParams, query: OrdersQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, params, query }) => {
    const run = await marketRunView(q, params.id);
    const isDone = run.state === "done";
    return {
      run,
      finding: isDone ? runFinding(run.totals) : `Working out ${run.title}`,
      orders: isDone ? await ordersMostChanged(q, { runId: run.id, below: query.below, limit: PAGE }) : null,
      problems: run.problems > 0 ? await ordersWithProblems(q, run.id).first(PROBLEMS) : [],
      isFirstPage: query.below === null,
    };
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Result({ run, orders, problems, isFirstPage }: Loaded) {
  const base = `/commercial/market-runs/${run.id}`;
  return (
    <>
      <RunYears title={runTotalFinding(run.totals)} years={run.years} />
      <RunTotals totals={run.totals} />
      <p>Figures are what a payer bears in the end: net, and the VAT that does not come back to it.</p>
      <RunFunds funds={run.funds} />
      <RunProblems problems={problems} count={run.problems} />
      {orders ? (
        <ChangedOrders
          rows={orders.rows}
          count={run.ordersDone}
          csvHref={`${base}/orders.csv`}
          previousHref={isFirstPage ? null : base}
          nextHref={orders.next && `${base}?below=${belowText(orders.next)}#orders-caption`}
        />
      ) : null}
    </>
  );
}

export default function MarketRun() {
  const data = useLoaderData<typeof loader>();
  const { run, finding } = data;
  const isDone = run.state === "done";
  return (
    <>
      <BackLink href="/commercial/market-runs">Market runs</BackLink>
      <PageTitle caption={`${run.title} (${run.id})`}>{finding}</PageTitle>
      <Inset>
        <p>
          Orders sent in {formatFinancialYear(run.financialYear)}
          {scopeWords(run.scope)}. Started <MomentText at={run.startedAt} /> by {run.startedByName}
          {run.finishedAt ? (
            <>
              , finished <MomentText at={run.finishedAt} />
            </>
          ) : null}
          . It changed nothing.
        </p>
      </Inset>
      {isDone ? (
        <Result {...data} />
      ) : (
        <Progress label="Orders worked out" done={run.ordersDone} total={run.ordersTotal} unit="orders">
          <p>
            This page follows by itself. You can leave it: the run goes on, and you are e-mailed at its end.
          </p>
        </Progress>
      )}
      <Details summary="The rules that were tried">
        <ul>
          {run.rules.map((rule) => (
            <li key={rule.ruleNumber}>
              Rule {rule.ruleNumber}: {rule.sentence}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}
