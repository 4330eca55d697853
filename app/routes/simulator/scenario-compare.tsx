import { useLoaderData } from "@remix-run/react";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { comparedRows, comparedTotals } from "~/domain/simulator/compared-rows";
import { answeredScenarios } from "~/domain/simulator/compared-views.server";
import { MOST_COMPARED } from "~/domain/simulator/scenario";
import { CompareTable, type CompareRow } from "~/ui/kit/lists/compare-table";
import { Downloads, spreadsheets } from "~/ui/kit/lists/downloads";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { COST_BASIS } from "~/ui/simulator/scenario-result";
import { factWords, lineWords, rulesWords } from "~/ui/simulator/scenario-parts";
import { StackedBars, type Bar } from "~/ui/charts/stacked-bars";
import { buyerOrCentre } from "~/web/audience.server";
import { CompareQuery } from "~/web/simulator/scenario-forms";

export const meta = () => [{ title: pageTitle("Scenarios side by side") }];

export const loader = buyerOrCentre.loader({ query: CompareQuery }, async ({ q, actor, query }) => {
  const ids = query.scenarios;
  if (ids.length < 2) {
    throw new Problem("bad-request", "too-few-scenarios", {
      title: `Tick two to ${MOST_COMPARED} scenarios to compare`,
      detail: "You ticked fewer. Go back and tick those that you want to see side by side.",
      next: { label: "See your scenarios", href: "/simulator" },
    });
  }
  const scenarios = await answeredScenarios(q, { ids, actor });
  const answers = scenarios.map(({ answer }) => answer.simulation?.byPayerYear ?? null);
  return { scenarios, rows: comparedRows(answers), totals: comparedTotals(answers) };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const money = (cost: Pence | null) => (cost === null ? "Cannot be worked out" : formatPence(cost));

function tableRows({ scenarios, rows, totals }: Loaded): CompareRow[] {
  const differs = (cells: readonly unknown[]) => new Set(cells).size > 1;
  const facts = (key: string, label: string, cells: string[], group?: string): CompareRow => ({
    key,
    label,
    cells,
    group,
    differs: differs(cells),
  });
  let payer = "";
  return [
    facts(
      "basket",
      "Basket",
      scenarios.map(({ input }) => input.basket.map(lineWords).join("; ") || "Nothing yet"),
      "What is simulated",
    ),
    facts(
      "dates",
      "Dates",
      scenarios.map(({ input }) => `${input.termMonths} months from ${formatDay(input.startsOn)}`),
    ),
    facts(
      "buyer",
      "Buyer",
      scenarios.map(({ buyerName }) => buyerName),
    ),
    facts(
      "facts",
      "Facts",
      scenarios.map(({ input }) => factWords(input.facts).join("; ") || "As recorded"),
    ),
    facts(
      "rules",
      "Rules",
      scenarios.map(({ input, answer }) => rulesWords(input, answer.after)),
    ),
    ...rows.map((row): CompareRow => {
      const cells = row.costs.map(money);
      const group = row.payerCode === payer ? undefined : row.payerName;
      payer = row.payerCode;
      const label = row.financialYear === null ? "Whole term" : formatFinancialYear(row.financialYear);
      return {
        key: `${row.payerCode}-${row.financialYear}`,
        label,
        cells,
        group,
        numeric: true,
        differs: differs(cells),
      };
    }),
    {
      key: "total",
      label: "Whole term",
      cells: totals.map(money),
      group: "All payers",
      numeric: true,
      differs: differs(totals),
    },
  ];
}

function finding({ scenarios, rows, totals }: Loaded): string {
  const worked = scenarios.flatMap(({ title }, index) => {
    const cost = totals[index];
    return cost === null || cost === undefined ? [] : [{ title, cost }];
  });
  if (worked.length < 2) return "Who would bear how much in each scenario";
  const [first, ...others] = worked;
  if (others.every((one) => one.cost === first!.cost)) {
    const same = rows.every((row) => new Set(row.costs.filter((cost) => cost !== null)).size < 2);
    const rest = same ? "and everybody bears the same" : "and who bears it differs";
    return `Every scenario costs ${formatPence(first!.cost, { whole: true })}, ${rest}`;
  }
  const least = worked.reduce((a, b) => (b.cost < a.cost ? b : a));
  return `“${least.title}” costs the payers least: ${formatPence(least.cost, { whole: true })}`;
}

/** One bar for each scenario that can be worked out. */
function barsOf({ scenarios, rows }: Loaded): Bar[] {
  return scenarios.flatMap(({ id, title, answer }, index) => {
    if (answer.simulation === null) return [];
    const whole = rows.filter((row) => row.financialYear === null);
    const amounts = Object.fromEntries(whole.map((row) => [row.payerCode, row.costs[index] ?? undefined]));
    return [{ key: id, label: `${title} (${id})`, href: `/simulator/${id}`, amounts }];
  });
}

export default function CompareScenarios() {
  const data = useLoaderData<typeof loader>();
  const { scenarios, rows } = data;
  const payers = [...new Map(rows.map((row) => [row.payerCode, row.payerName]))];
  const ids = scenarios.map(({ id }) => id).join(",");
  return (
    <>
      <BackLink href="/simulator">Simulator</BackLink>
      <PageTitle lede="Figures are what a payer bears in the end: net, and the VAT that does not come back to it.">
        Scenarios side by side
      </PageTitle>
      <StackedBars
        id="scenarios"
        level={2}
        title={finding(data)}
        series={payers.map(([key, label]) => ({ key, label }))}
        bars={barsOf(data)}
        tableCaption={`What each payer would bear over the whole term, ${COST_BASIS}`}
        rowHeader="Scenario"
      />
      <CompareTable
        caption="What each payer would bear, by financial year"
        things={scenarios.map(({ id, title, answer }) => ({
          id,
          heading: <a href={`/simulator/${id}`}>{title}</a>,
          below: answer.inTheWay ? answer.inTheWay.text : id,
        }))}
        rows={tableRows(data)}
      />
      <Downloads
        count={scenarios.length}
        noun={["scenario", "scenarios"]}
        files={spreadsheets(`/simulator/compare.csv?scenarios=${ids}`)}
      />
    </>
  );
}
