import { cheaperButRemoved, type MechanismResult, type RankedCandidate } from "~/domain/frameworks/mechanism";
import { ROUTE_HINTS, type RouteAnswer } from "~/domain/frameworks/route";
import { formatPence, parsePence } from "~/domain/money/format";
import { CompetitionSteps, type CompetitionLinks } from "./competition-steps";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { StatusTag } from "~/ui/kit/tag";

const EFFECTS: Record<string, string> = { closes: "Closes it", allows: "Allows it", warns: "Take note" };

/** Each route to market, open or closed, with the rules that say so. */
export function RouteAnswers({
  routes,
  competition,
  level = 2,
}: {
  routes: readonly RouteAnswer[];
  /** Where an open competition leads; "awarded" where the answers are the evidence of an award that was made. */
  competition: CompetitionLinks | "awarded";
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <>
      {routes.map((answer) => (
        <section className="dt-section" key={answer.route} aria-labelledby={`route-${answer.route}`}>
          <Heading id={`route-${answer.route}`}>
            {answer.name} <StatusTag status={answer.open ? "open" : "closed"} />
          </Heading>
          <p>{ROUTE_HINTS[answer.route]}</p>
          {answer.route === "further_competition" && answer.open ? (
            competition === "awarded" ? (
              <p>It was open on the day of the award. The purchase was awarded by another route.</p>
            ) : (
              <CompetitionSteps {...competition} />
            )
          ) : null}
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

function money(pounds: string): string {
  const amount = parsePence(pounds);
  return amount === null ? pounds : formatPence(amount);
}

/** What of a total the services of the need are. */
const SERVICES_COLUMN = {
  key: "services",
  header: "Of which services, excluding VAT",
  numeric: true,
  cell: (row: RankedCandidate) =>
    row.services?.map(({ need, cost }) => (
      <span key={need}>
        {need}: <span className="dt-money">{money(cost)}</span>
        <br />
      </span>
    )),
};

/** The solutions that cost less than the one that is named, each with why it does not count. Nothing when there is none. */
export function CheaperButRemoved({ mechanism }: { mechanism: MechanismResult }) {
  const cheaper = cheaperButRemoved(mechanism);
  if (cheaper.length === 0) return null;
  return (
    <WarningCallout heading="Cheaper solutions that do not count">
      <ul>
        {cheaper.map((each) => (
          <li key={each.solutionId}>
            <strong>{each.solutionName}</strong>, {formatPence(each.totalCost)} excluding VAT, does not pass
            the condition “{each.filter}” ({each.ruleId}): {each.reason}
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}

/** How the lot's objective mechanism came to its answer: what it removed and why, the ranking, the tie-break. */
export function MechanismTable({ mechanism }: { mechanism: MechanismResult }) {
  return (
    <>
      <p>{mechanism.mechanismText}</p>
      <CheaperButRemoved mechanism={mechanism} />
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
          ...(mechanism.ranking.some((row) => row.services) ? [SERVICES_COLUMN] : []),
          {
            key: "epics",
            header: "Must-have requirements met",
            numeric: true,
            cell: (row) => row.mustEpicsMet,
          },
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
      <NotRanked mechanism={mechanism} />
    </>
  );
}

/** What the mechanism left out, by which condition and why. Nothing when nothing was. */
function NotRanked({ mechanism }: { mechanism: MechanismResult }) {
  const removed = mechanism.filters.flatMap((filter) =>
    filter.removed.map((each) => ({
      ...each,
      filter: filter.filter,
      ruleId: filter.ruleId,
      name: mechanism.considered.find(({ solutionId }) => solutionId === each.solutionId)?.solutionName,
    })),
  );
  if (removed.length === 0) return null;
  return (
    <DataTable
      id="removed"
      caption="Not ranked"
      rows={removed}
      rowKey={(row) => `${row.solutionId}-${row.ruleId}`}
      columns={[
        { key: "solution", header: "Solution", rowHeader: true, cell: (row) => row.name ?? row.solutionId },
        {
          key: "filter",
          header: "Condition it does not pass",
          cell: (row) => `${row.filter} (${row.ruleId})`,
        },
        { key: "reason", header: "Why", cell: (row) => row.reason },
        ...(removed.some((row) => row.totalCost)
          ? [
              {
                key: "cost",
                header: "Over the term, excluding VAT",
                numeric: true,
                cell: (row: (typeof removed)[number]) =>
                  row.totalCost ? <span className="dt-money">{money(row.totalCost)}</span> : "No price",
              },
            ]
          : []),
      ]}
    />
  );
}
