import { matchOf, type ApplicationContent } from "~/domain/applications/application-content";
import type { Need, RegisterFacts, Readiness } from "~/domain/applications/profile/profile";
import type { Criterion } from "~/domain/applications/scoring";
import { APPLICATION_STATE_WORDS, type ApplicationState } from "~/domain/applications/application";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Money } from "~/ui/kit/money";
import { CostTable, NeedFacts, RegisterList, ReadinessList } from "./profile-facts";
import { StatusTag } from "~/ui/kit/tag";

const STATE_COLOURS: Record<ApplicationState, string> = {
  draft: "draft",
  submitted: "in review",
  returned: "returned for correction",
  awarded: "awarded",
  declined: "rejected",
  withdrawn: "closed",
};

export function ApplicationStateTag({ state }: { state: ApplicationState }) {
  return <StatusTag status={STATE_COLOURS[state]} label={APPLICATION_STATE_WORDS[state]} />;
}

interface DocumentProps {
  need: Need | null;
  content: ApplicationContent;
  criteria: readonly Criterion[];
  nature: string;
}

/** What an application says: the need, the sums, the match, the running costs, the case. */
export function ApplicationDocument({ need, content, criteria, nature }: DocumentProps) {
  return (
    <>
      {need ? <NeedFacts need={need} heading="The need" /> : null}
      {content.asked.length > 0 ? (
        <CostTable id="asked" caption="What is asked for" costs={content.asked} />
      ) : null}
      <MatchTable content={content} />
      {nature === "capital" || content.revenuePlan ? <PlanTable content={content} /> : null}
      <h2 className="nhsuk-heading-m">The case</h2>
      {criteria.map(({ id, title, question }) => (
        <section key={id} aria-labelledby={`case-${id}`}>
          <h3 className="nhsuk-heading-s" id={`case-${id}`}>
            {title}
          </h3>
          <p className="nhsuk-hint">{question}</p>
          <p className="dt-typed">{content.answers[id] || "Not answered yet."}</p>
        </section>
      ))}
    </>
  );
}

function MatchTable({ content }: { content: ApplicationContent }) {
  if (content.match === null) return null;
  if (content.match.length === 0) return <p>The organisation adds no money of its own.</p>;
  return (
    <DataTable
      id="match"
      caption="Own money beside it"
      captionSize="s"
      rows={content.match}
      rowKey={(row) => `${row.source}-${row.amount}`}
      columns={[
        { key: "source", header: "From", rowHeader: true, cell: (row) => row.source },
        { key: "nature", header: "Kind", cell: (row) => (row.nature === "capital" ? "Capital" : "Revenue") },
        { key: "evidence", header: "What shows it", cell: (row) => row.evidence },
        { key: "amount", header: "Sum", numeric: true, cell: (row) => <Money amount={row.amount} /> },
      ]}
      totals={[{ source: "Total", amount: <Money amount={matchOf(content)} /> }]}
    />
  );
}

function PlanTable({ content }: { content: ApplicationContent }) {
  if (!content.revenuePlan) return null;
  return (
    <DataTable
      id="plan"
      caption="Running costs that follow, for five years"
      captionSize="s"
      rows={content.revenuePlan}
      rowKey={(row) => String(row.financialYear)}
      columns={[
        {
          key: "year",
          header: "Financial year",
          rowHeader: true,
          cell: (row) => formatFinancialYear(row.financialYear),
        },
        { key: "payer", header: "Who pays", cell: (row) => row.payer || "Nobody: no costs" },
        {
          key: "amount",
          header: "Running costs",
          numeric: true,
          cell: (row) => <Money amount={row.amount} />,
        },
      ]}
      totals={[
        { year: "Total", amount: <Money amount={sum(content.revenuePlan.map(({ amount }) => amount))} /> },
      ]}
    />
  );
}

/** Who applies, as the registers and the profile said on the day it was sent. */
export function ApplicantFacts({ facts, readiness }: { facts: RegisterFacts; readiness: Readiness | null }) {
  return (
    <>
      <RegisterList facts={facts} heading="The organisation" />
      {readiness ? <ReadinessList facts={facts} readiness={readiness} heading="Where it stands" /> : null}
    </>
  );
}
