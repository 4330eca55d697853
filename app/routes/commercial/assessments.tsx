import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CLAIM_STATE_WORDS } from "~/domain/certification/claim";
import { claimsDecided, claimsWaiting, type ClaimRow } from "~/domain/certification/claim-views.server";
import { DataTable, type Column } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { OnlyLine } from "~/ui/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { StatusTag } from "~/ui/tag";
import { centre } from "~/web/audience.server";

const LATEST_DECISIONS = 20;

export const meta: MetaFunction = () => [{ title: pageTitle("Assessments") }];

export const loader = centre.loader(
  { roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q }) => {
    const [waiting, decided] = await Promise.all([
      claimsWaiting(q),
      claimsDecided(q).page(null, LATEST_DECISIONS),
    ]);
    return { waiting, decided };
  },
);

const claimColumns: Column<ClaimRow>[] = [
  {
    key: "standard",
    header: "Standard",
    rowHeader: true,
    cell: (row) => (
      <a href={`/commercial/assessments/${row.id}`}>
        {row.standardTitle}, version {row.version}
        <span className="nhsuk-u-visually-hidden"> for {row.solutionName ?? row.supplierName}</span>
      </a>
    ),
  },
  { key: "holder", header: "For", cell: (row) => row.solutionName ?? "The organisation" },
  { key: "supplier", header: "Supplier", cell: (row) => row.supplierName },
  { key: "state", header: "State", cell: (row) => <StatusTag status={CLAIM_STATE_WORDS[row.state]} /> },
];

export default function Assessments() {
  const { waiting, decided } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Claims by suppliers that they, or their products, meet a standard. Those that have waited longest come first.">
        Assessments
      </PageTitle>
      <DataTable
        caption="Waiting for a decision"
        id="waiting"
        rows={waiting}
        rowKey={(row) => row.id}
        noun={["claim", "claims"]}
        downloads={[{ label: "CSV", href: "/commercial/assessments.csv" }]}
        columns={[
          ...claimColumns,
          {
            key: "since",
            header: "Submitted",
            cell: (row) => (row.submittedAt ? <MomentText at={row.submittedAt} /> : null),
          },
        ]}
        empty={
          <EmptyState heading="No claim is waiting">
            <p>A claim appears here as soon as a supplier submits it with all its evidence.</p>
          </EmptyState>
        }
      />
      <OnlyLine
        shown={decided.rows.length}
        total={decided.total}
        noun={["decision", "decisions"]}
        which="latest"
      />
      <DataTable
        caption="Latest decisions"
        id="decided"
        rows={decided.rows}
        rowKey={(row) => row.id}
        columns={[
          ...claimColumns,
          {
            key: "decided",
            header: "Decided",
            cell: (row) => (row.decidedAt ? <MomentText at={row.decidedAt} /> : null),
          },
        ]}
        empty={
          <EmptyState heading="No decision yet">
            <p>The {LATEST_DECISIONS} latest decisions would be here.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
