import { useLoaderData } from "@remix-run/react";
import type { CertificationNeed } from "~/domain/certification/certification-need";
import type { CertificateRow } from "~/domain/certification/certificate-views.server";
import { certificationOf } from "~/domain/certification/certification-views.server";
import { CLAIM_STATE_WORDS } from "~/domain/certification/claim";
import type { ClaimRow } from "~/domain/certification/claim-views.server";
import { DataTable } from "~/ui/data-table";
import { DayText, MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { ButtonLink } from "~/ui/form";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { StatusTag } from "~/ui/tag";
import { TodoList } from "~/ui/timeline";
import { supplier } from "~/web/audience.server";
import { claimAddress } from "~/web/claim-address";
import { ownSupplier } from "~/web/own-supplier";

export const meta = () => [{ title: pageTitle("Certification") }];

export const loader = supplier.loader({}, async ({ q, actor, today }) => ({
  ...(await certificationOf(q, { supplierId: ownSupplier(actor), on: today })),
  organisationName: actor.organisation.name,
}));

export default function Certification() {
  const { needs, certificates, claims, organisationName } = useLoaderData<typeof loader>();
  return (
    <>
      <ReadingColumn>
        <PageTitle
          caption={organisationName}
          lede="What your organisation and your solutions must meet, until when each certificate counts, and what you can mend."
        >
          Certification
        </PageTitle>
        <h2>What needs you now</h2>
        <Needs needs={needs} />
        <ButtonLink href="/supplying/certification/claim" variant="secondary">
          Make a claim
        </ButtonLink>
      </ReadingColumn>
      <Certificates rows={certificates} />
      <Claims rows={claims} />
    </>
  );
}

const TAGS: Record<CertificationNeed["kind"], string> = {
  returned: "Returned for correction",
  missing: "Not assessed",
  condition: "Valid with conditions",
  expiring: "Expiring",
  expired: "Expired",
  suspended: "Suspended",
  withdrawn: "Withdrawn",
  superseded: "Superseded",
  "condition-not-met": "Condition not met",
  "not-yet-valid": "Not yet valid",
};

function Needs({ needs }: { needs: readonly CertificationNeed[] }) {
  if (needs.length === 0) {
    return (
      <EmptyState heading="Nothing needs you" level={3}>
        <p>
          Claims that came back and certificates that end, or no longer count, appear here with their dates.
        </p>
      </EmptyState>
    );
  }
  return (
    <TodoList
      items={needs.map((need) => ({
        key: need.key,
        label: need.label,
        href: claimAddress(need),
        about: need.text,
        tag: <StatusTag status={TAGS[need.kind]} />,
        due: need.day ? (
          <>
            {need.dayLabel} <DayText day={need.day} />
          </>
        ) : undefined,
      }))}
    />
  );
}

const holderOf = (row: { solutionId: string | null; solutionName: string | null }) =>
  row.solutionId === null ? "The organisation" : (row.solutionName ?? row.solutionId);

function Certificates({ rows }: { rows: readonly CertificateRow[] }) {
  return (
    <DataTable
      id="certificates"
      caption="Certificates"
      rows={rows}
      rowKey={(row) => row.number}
      noun={["certificate", "certificates"]}
      downloads={[{ label: "CSV", href: "/supplying/certification.csv" }]}
      columns={[
        {
          key: "number",
          header: "Certificate",
          rowHeader: true,
          cell: (row) => <a href={`/certificates/${row.number}`}>{row.number}</a>,
        },
        { key: "holder", header: "For", cell: holderOf },
        {
          key: "standard",
          header: "Standard",
          cell: (row) => (
            <a href={`/standards/${row.standardId}`}>
              {row.standardTitle}, version {row.version}
            </a>
          ),
        },
        { key: "from", header: "First day", cell: (row) => <DayText day={row.validFrom} /> },
        {
          key: "to",
          header: "Last day",
          cell: (row) => (row.validTo ? <DayText day={row.validTo} /> : "No end date"),
        },
        { key: "status", header: "Status", cell: (row) => <StatusTag status={row.word} /> },
      ]}
      empty={
        <EmptyState
          heading="No certificate yet"
          action={{ label: "Make your first claim", href: "/supplying/certification/claim" }}
        >
          <p>A certificate appears here as soon as an assessor approves a claim of yours.</p>
        </EmptyState>
      }
    />
  );
}

function Claims({ rows }: { rows: readonly ClaimRow[] }) {
  return (
    <DataTable
      id="claims"
      caption="Claims"
      rows={rows}
      rowKey={(row) => row.id}
      noun={["claim", "claims"]}
      downloads={[{ label: "CSV", href: "/supplying/certification/claims.csv" }]}
      columns={[
        {
          key: "standard",
          header: "Standard",
          rowHeader: true,
          cell: (row) => (
            <a href={`/supplying/certification/claims/${row.id}`}>
              {row.standardTitle}, version {row.version}
              <span className="nhsuk-u-visually-hidden"> for {holderOf(row)}</span>
            </a>
          ),
        },
        { key: "holder", header: "For", cell: holderOf },
        {
          key: "submitted",
          header: "Submitted",
          cell: (row) => (row.submittedAt ? <MomentText at={row.submittedAt} /> : "Not yet"),
        },
        {
          key: "decided",
          header: "Decided",
          cell: (row) => (row.decidedAt ? <MomentText at={row.decidedAt} /> : "Not yet"),
        },
        {
          key: "state",
          header: "State",
          cell: (row) => <StatusTag status={CLAIM_STATE_WORDS[row.state]} />,
        },
      ]}
      empty={
        <EmptyState
          heading="No claim yet"
          action={{ label: "Make a claim", href: "/supplying/certification/claim" }}
        >
          <p>
            A claim says that your organisation, or a solution of yours, meets a standard. Yours stand here.
          </p>
        </EmptyState>
      }
    />
  );
}
