import type { AgreementState } from "~/domain/cost-sharing/agreement";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "./data-table";
import { MomentText, PeriodText } from "./day";
import { Details } from "./details";
import { EmptyState } from "./empty-state";
import { StatusTag } from "./tag";

/** Who signs an agreement, and who has. */
export interface ShownParty {
  organisationCode: string;
  organisationName: string;
  signatoryName: string | null;
  signedAt: Date | null;
}

export interface ShownVersion {
  version: number;
  state: AgreementState;
  summary: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  rules: readonly { ruleNumber: number; sentence: string }[];
  parties: readonly ShownParty[];
}

export interface ShownAgreement extends Omit<ShownVersion, "rules"> {
  agreementId: string;
  title: string;
}

/** Agreements with their state, dates and how many have signed. `base` is the address before the id. */
export function AgreementsTable({
  caption,
  agreements,
  base,
}: {
  caption: string;
  agreements: readonly ShownAgreement[];
  base: string;
}) {
  return (
    <DataTable
      id="agreements"
      caption={caption}
      rows={agreements}
      rowKey={(row) => row.agreementId}
      empty={
        <EmptyState heading="No agreements yet">
          <p>
            An agreement appears here when it is drafted. It binds nobody until every party has signed it.
          </p>
        </EmptyState>
      }
      columns={[
        {
          key: "title",
          header: "Agreement",
          rowHeader: true,
          cell: (row) => <a href={`${base}/${row.agreementId}`}>{row.title}</a>,
        },
        { key: "id", header: "Reference", cell: (row) => `${row.agreementId}, version ${row.version}` },
        { key: "state", header: "Now", cell: (row) => <StatusTag status={row.state} /> },
        {
          key: "signed",
          header: "Signed",
          cell: (row) => `${row.parties.filter((party) => party.signedAt).length} of ${row.parties.length}`,
        },
        {
          key: "dates",
          header: "In force",
          cell: (row) => <PeriodText from={row.effectiveFrom} to={row.effectiveTo} />,
        },
      ]}
    />
  );
}

/** One version: what it is for, its rules as sentences, who has signed. */
export function AgreementVersionText({ version }: { version: ShownVersion }) {
  return (
    <>
      <p>
        <StatusTag status={version.state} />{" "}
        <PeriodText from={version.effectiveFrom} to={version.effectiveTo} />
      </p>
      <p>{version.summary}</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {version.rules.map((rule) => (
          <li key={rule.ruleNumber}>
            Rule {rule.ruleNumber}: {rule.sentence}
          </li>
        ))}
      </ul>
      <DataTable
        id={`parties-${version.version}`}
        caption="Parties"
        captionSize="s"
        rows={version.parties}
        rowKey={(party) => party.organisationCode}
        columns={[
          {
            key: "party",
            header: "Party",
            rowHeader: true,
            cell: (party) => `${party.organisationName} (${party.organisationCode})`,
          },
          { key: "who", header: "Signed by", cell: (party) => party.signatoryName ?? "Not signed yet" },
          {
            key: "when",
            header: "When",
            cell: (party) => (party.signedAt ? <MomentText at={party.signedAt} /> : "–"),
          },
        ]}
      />
    </>
  );
}

/** The versions before the newest, folded. */
export function EarlierVersions({ versions }: { versions: readonly ShownVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Earlier versions</h2>
      {versions.map((version) => (
        <Details key={version.version} summary={`Version ${version.version}`}>
          <AgreementVersionText version={version} />
        </Details>
      ))}
    </>
  );
}
