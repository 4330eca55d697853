import { useLoaderData } from "@remix-run/react";
import type { MechanismResult } from "~/domain/frameworks/mechanism";
import type { RouteAnswer } from "~/domain/frameworks/route";
import { shortlistOwner } from "~/domain/shortlists/shortlist-audit-views.server";
import { awardOf, shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { ComparisonTable } from "~/ui/shortlists/comparison-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { MechanismTable, RouteAnswers } from "~/ui/frameworks/route-answers";
import { Sections, type Section } from "~/ui/kit/sections";
import { ChangesSinceLock, NeedSummary } from "~/ui/shortlists/shortlist-page";
import { shortlistRows } from "~/ui/shortlists/shortlist-rows";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

export const meta = ({ data }: { data?: { shortlist: { name: string } } }) => [
  { title: pageTitle(data?.shortlist.name ?? "Shortlist") },
];

/** A shortlist as its buyer has it, read and never changed: need, comparison, reasons, and the evidence of the award. */
export const loader = centre.loader(
  { params: ShortlistParams, roles: ["auditor"] },
  async ({ q, params: { id }, today }) => {
    const organisationCode = await shortlistOwner(q, id);
    const input = { id, actor: { organisationCode }, today };
    const shown = await shownComparison(q, input);
    const made = await awardOf(q, id);
    return {
      shortlist: await shortlistView(q, input),
      asAt: shown.asAt,
      isFrozen: shown.isFrozen,
      changes: shown.changes,
      rows: shortlistRows(shown.comparison, shown.names, organisationCode, "The buyer’s own"),
      things: shown.comparison.solutions.map((each) => ({
        id: each.solutionId,
        name: each.name,
        supplierName: each.supplierName,
        outcome: each.chosen ? "Chosen" : each.exclusionReason ? `Not chosen: ${each.exclusionReason}` : null,
      })),
      evidence: made && {
        estimatedValue: made.award.estimatedValue,
        routes: made.award.routeCheck as RouteAnswer[],
        mechanism: made.award.mechanism as MechanismResult | { text: string },
      },
    };
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Comparison({ things, rows, isFrozen, asAt }: Loaded) {
  if (things.length === 0) {
    return (
      <EmptyState heading="No solution is on this shortlist yet" level={3}>
        <p>What the buyer adds is compared here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p>
        {isFrozen ? "As it was when the shortlist was locked, on " : "As at "}
        <DayText day={asAt} />.
      </p>
      <ComparisonTable
        caption={`${things.length} solution${things.length === 1 ? "" : "s"} on the buyer’s terms`}
        things={things.map((thing) => ({
          id: thing.id,
          heading: <a href={`/solutions/${thing.id}`}>{thing.name}</a>,
          below: (
            <>
              {thing.supplierName}
              {thing.outcome ? (
                <>
                  <br />
                  {thing.outcome}
                </>
              ) : null}
            </>
          ),
        }))}
        rows={rows}
        differencesOnly={false}
      />
    </>
  );
}

function Award({ shortlist, evidence }: Loaded) {
  const { award } = shortlist;
  if (!award || !evidence) return <p>Nothing has been awarded from this shortlist.</p>;
  const { mechanism } = evidence;
  return (
    <>
      <SummaryList
        rows={[
          { key: "to", label: "Awarded to", value: award.solutionName },
          {
            key: "by",
            label: "Awarded",
            value: (
              <>
                <MomentText at={award.awardedAt} /> by {award.awardedBy}
              </>
            ),
          },
          {
            key: "value",
            label: "Estimated value",
            value: <Money amount={evidence.estimatedValue} vat="including VAT, over the whole term" />,
          },
          {
            key: "order",
            label: "Order",
            value: award.orderId ? (
              <a href={`/commercial/orders/${award.orderId}`}>{award.orderId}</a>
            ) : (
              "None"
            ),
          },
        ]}
      />
      <h3>How the supplier was named</h3>
      {"ranking" in mechanism ? <MechanismTable mechanism={mechanism} /> : <p>{mechanism.text}</p>}
      <h3>Which routes were open</h3>
      <RouteAnswers routes={evidence.routes} competition="awarded" level={3} />
    </>
  );
}

export default function Shortlist() {
  const data = useLoaderData<typeof loader>();
  const { shortlist, changes } = data;
  const sections: Section[] = [
    {
      id: "need",
      label: "Need",
      content: <NeedSummary shortlist={shortlist} mayChange={false} heading="What the buyer needs" />,
    },
    { id: "comparison", label: "Comparison", content: <Comparison {...data} /> },
    { id: "award", label: "Award", content: <Award {...data} /> },
  ];
  return (
    <FullWidth>
      <BackLink href="/commercial/shortlists">Shortlists of every buyer</BackLink>
      <PageTitle caption={`Shortlist ${shortlist.id} of ${shortlist.organisationName}`}>
        {shortlist.name}
      </PageTitle>
      <p>
        <StatusTag status={shortlist.state} /> Started by {shortlist.createdBy} on{" "}
        <MomentText at={shortlist.createdAt} />.
        {shortlist.lockedAt ? (
          <>
            {" "}
            Locked by {shortlist.lockedBy} on <MomentText at={shortlist.lockedAt} />.
          </>
        ) : null}
      </p>
      <ChangesSinceLock changes={changes} />
      <Sections sections={sections} />
    </FullWidth>
  );
}
