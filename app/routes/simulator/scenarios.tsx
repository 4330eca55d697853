import { useLoaderData } from "@remix-run/react";
import { maySimulate } from "~/domain/simulator/access";
import { MOST_COMPARED } from "~/domain/simulator/scenario";
import { SCENARIOS_SHOWN, scenariosFor } from "~/domain/simulator/scenario-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { baseWords } from "~/ui/simulator/scenario-parts";
import { buyerOrCentre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Simulator") }];

export const loader = buyerOrCentre.loader({}, async ({ q, actor, query }) => ({
  scenarios: await scenariosFor(q, actor).page(null, SCENARIOS_SHOWN),
  mayStart: maySimulate(actor),
  mayReadRuns: actor.roles.some((role) => role === "commercial_officer" || role === "auditor"),
  deleted: query.done === "deleted",
  organisationName: actor.organisation.name,
}));

const NOUN = ["scenario", "scenarios"] as const;

type Row = ReturnType<typeof useLoaderData<typeof loader>>["scenarios"]["rows"][number];

function Tick({ row }: { row: Row }) {
  const id = `compare-${row.id}`;
  return (
    <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
      <div className="nhsuk-checkboxes__item">
        <input className="nhsuk-checkboxes__input" type="checkbox" id={id} name="scenarios" value={row.id} />
        <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
          <span className="nhsuk-u-visually-hidden">Compare {row.title}</span>
        </label>
      </div>
    </div>
  );
}

function ScenarioTable({ rows, total, mayStart }: { rows: Row[]; total: number; mayStart: boolean }) {
  return (
    <DataTable
      id="scenarios"
      caption="Scenarios, the latest changed first"
      captionHidden
      rows={rows}
      totalRows={total}
      noun={NOUN}
      downloads={spreadsheets("/simulator.csv")}
      rowKey={(row) => row.id}
      empty={
        <EmptyState
          heading="There is no scenario yet"
          action={mayStart ? { label: "Start a scenario", href: "/simulator/new" } : undefined}
        >
          <p>
            A scenario shows who would pay what if rules, quantities, dates or facts were different. Start
            from an order, from a solution on a shortlist, or invent a basket.
          </p>
        </EmptyState>
      }
      columns={[
        {
          key: "compare",
          header: "Compare",
          cell: (row) => <Tick row={row} />,
        },
        {
          key: "title",
          header: "Scenario",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={`/simulator/${row.id}`}>{row.title}</a> ({row.id})
            </>
          ),
        },
        { key: "base", header: "Started from", cell: (row) => baseWords(row) },
        {
          key: "whose",
          header: "Whose",
          cell: (row) => (row.own ? "Your organisation" : `Shared by ${row.organisationName}`),
        },
        {
          key: "changed",
          header: "Last changed",
          cell: (row) => (
            <>
              <MomentText at={row.updatedAt} />, {row.updatedByName}
            </>
          ),
        },
      ]}
    />
  );
}

export default function Scenarios() {
  const { scenarios, mayStart, mayReadRuns, deleted, organisationName } = useLoaderData<typeof loader>();
  return (
    <>
      {deleted ? <NotificationBanner success heading="The scenario was deleted" /> : null}
      <PageTitle
        caption={organisationName}
        lede="See who would pay what if rules, quantities, dates or facts were different. A scenario binds nobody."
      >
        Simulator
      </PageTitle>
      {mayReadRuns ? (
        <p>
          <a href="/commercial/market-runs">Runs over the whole market</a>: what would a change have cost last
          year?
        </p>
      ) : null}
      {mayStart ? <ButtonLink href="/simulator/new">Start a scenario</ButtonLink> : null}
      <Form method="get" action="/simulator/compare">
        <OnlyLine shown={scenarios.rows.length} total={scenarios.total} noun={NOUN} which="latest" />
        <ScenarioTable rows={scenarios.rows} total={scenarios.total} mayStart={mayStart} />
        {scenarios.rows.length > 1 ? (
          <>
            <p>Tick two to {MOST_COMPARED} scenarios to see them side by side.</p>
            <SubmitButton variant="secondary">Compare the ticked scenarios</SubmitButton>
          </>
        ) : null}
      </Form>
    </>
  );
}
