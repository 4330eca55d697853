import type { MechanismResult } from "~/domain/frameworks/mechanism";
import { ROUTE_HINTS, type RouteAnswer } from "~/domain/frameworks/route";
import { formatPence, parsePence } from "~/domain/money/format";
import { DataTable } from "./data-table";
import { DayText } from "./day";
import { StatusTag } from "./tag";

const EFFECTS: Record<string, string> = { closes: "Closes it", allows: "Allows it", warns: "Take note" };

/** Each route to market, open or closed, with the rules that say so. */
export function RouteAnswers({ routes, level = 2 }: { routes: readonly RouteAnswer[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <>
      {routes.map((answer) => (
        <section className="dt-section" key={answer.route} aria-labelledby={`route-${answer.route}`}>
          <Heading id={`route-${answer.route}`}>
            {answer.name} <StatusTag status={answer.open ? "open" : "closed"} />
          </Heading>
          <p>{ROUTE_HINTS[answer.route]}</p>
          {answer.route === "further_competition" && answer.open ? <CompetitionSteps /> : null}
          <DataTable
            id={`reasons-${answer.route}`}
            caption={`Rules for ${answer.name.toLowerCase()}`}
            captionHidden
            rows={answer.reasons}
            rowKey={(reason) => `${reason.ruleId}-${reason.text}`}
            empty={<p>No rule speaks for or against it.</p>}
            columns={[
              {
                key: "rule",
                header: "Rule",
                rowHeader: true,
                cell: ({ ruleId, reference }) => `${reference || "Not recorded"} (${ruleId})`,
              },
              {
                key: "effect",
                header: "What it does",
                cell: (reason) => EFFECTS[reason.effect] ?? reason.effect,
              },
              { key: "text", header: "Why", cell: (reason) => reason.text },
            ]}
          />
        </section>
      ))}
    </>
  );
}

/** What to do with an open further competition while it cannot be run here. */
function CompetitionSteps() {
  return (
    <>
      <p>This service does not run competitions yet. To hold one:</p>
      <ol>
        <li>
          Download the comparison of your shortlist. Its need, quantities and certificates are what you send
          out.
        </li>
        <li>
          Invite every supplier of the lot, by the framework’s own documents, with your criteria, their
          weights and a deadline.
        </li>
        <li>
          Score the bids, tell everybody the result, and place the call-off on the framework’s own order form.
        </li>
        <li>
          Ask the framework’s owner how to report it: an order of a competition cannot be recorded here yet.
        </li>
      </ol>
    </>
  );
}

function money(pounds: string): string {
  const amount = parsePence(pounds);
  return amount === null ? pounds : formatPence(amount);
}

/** How the lot's objective mechanism came to its answer: what it removed and why, the ranking, the tie-break. */
export function MechanismTable({ mechanism }: { mechanism: MechanismResult }) {
  const removed = mechanism.filters.flatMap((filter) =>
    filter.removed.map((each) => ({
      ...each,
      filter: filter.filter,
      ruleId: filter.ruleId,
      name: mechanism.considered.find(({ solutionId }) => solutionId === each.solutionId)?.solutionName,
    })),
  );
  return (
    <>
      <p>{mechanism.mechanismText}</p>
      <DataTable
        id="ranking"
        caption="Ranking"
        rows={mechanism.ranking}
        rowKey={(row) => row.solutionId}
        empty={<p>No solution passes the conditions of the mechanism.</p>}
        columns={[
          { key: "rank", header: "Rank", cell: (row) => row.rank },
          { key: "solution", header: "Solution", rowHeader: true, cell: (row) => row.solutionName },
          { key: "supplier", header: "Supplier", cell: (row) => row.supplierName },
          {
            key: "cost",
            header: "Over the term, excluding VAT",
            numeric: true,
            cell: (row) => <span className="dt-money">{money(row.totalCost)}</span>,
          },
          { key: "epics", header: "MUST epics met", numeric: true, cell: (row) => row.mustEpicsMet },
          { key: "admitted", header: "In the lot since", cell: (row) => <DayText day={row.admittedOn} /> },
        ]}
      />
      <p>
        {mechanism.winner ? `${mechanism.winner.text} ` : null}
        {mechanism.tieBreak.used
          ? "The tie was broken by this rule: "
          : "The rule for a tie, which was not needed: "}
        {mechanism.tieBreak.text}
      </p>
      {removed.length > 0 ? (
        <DataTable
          id="removed"
          caption="Not ranked"
          rows={removed}
          rowKey={(row) => `${row.solutionId}-${row.ruleId}`}
          columns={[
            {
              key: "solution",
              header: "Solution",
              rowHeader: true,
              cell: (row) => row.name ?? row.solutionId,
            },
            {
              key: "filter",
              header: "Condition it does not pass",
              cell: (row) => `${row.filter} (${row.ruleId})`,
            },
            { key: "reason", header: "Why", cell: (row) => row.reason },
          ]}
        />
      ) : null}
    </>
  );
}
