import { withCode } from "~/domain/shared/organisation-words";
import type { ReactNode } from "react";
import { Tag } from "nhsuk-react-components";
import { neverInForce, type AgreementStatus, type AgreementState } from "~/domain/agreements/agreement";
import type { RuleDifference } from "~/domain/agreements/draft/differences";
import { dayOf, type Day } from "~/domain/shared/day";
import { RulesText } from "./agreement-draft";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText, PeriodText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import type { Download } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { countSentence } from "~/ui/kit/lists/list-page";
import type { ColumnSort } from "~/ui/kit/lists/sort-form";
import { StatusTag } from "~/ui/kit/tag";

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
  /** What it is today: one that is signed begins and ends by its dates. */
  status: AgreementStatus;
  summary: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  proposedAt: Date | null;
  inForceAt: Date | null;
  endReason: string | null;
  /** How many pay by it without being a party, and were told. */
  payersTold: number;
  covers: readonly { key: string; label: string; value: string | null }[];
  rules: readonly { ruleNumber: number; sentence: string }[];
  parties: readonly ShownParty[];
}

export interface ShownAgreement extends Pick<
  ShownVersion,
  "version" | "state" | "status" | "effectiveFrom" | "effectiveTo" | "parties"
> {
  agreementId: string;
  title: string;
  inForceVersion: number | null;
}

/** The days on which a version applies to orders, or that there are none. */
export function AgreementDays({
  version,
}: {
  version: Pick<ShownVersion, "state" | "effectiveFrom" | "effectiveTo">;
}) {
  if (version.state === "withdrawn") return <>Never: withdrawn before every party had signed</>;
  if (neverInForce(version)) {
    return (
      <>
        Never: ended before its first day, <DayText day={version.effectiveFrom} />
      </>
    );
  }
  return <PeriodText from={version.effectiveFrom} to={version.effectiveTo} />;
}

const NOUN = ["agreement", "agreements"] as const;

/** Agreements with their state, dates and how many have signed. `base` is the address before the id. */
export function AgreementsTable({
  caption,
  agreements,
  base,
  order,
  headings,
  downloads,
  empty,
}: {
  caption: string;
  /** How they are sorted, in words, and what each heading sorts by. */
  order: string;
  headings: Record<"title" | "reference" | "state" | "signed" | "from", ColumnSort>;
  agreements: readonly ShownAgreement[];
  base: string;
  downloads?: readonly Download[];
  empty?: ReactNode;
}) {
  return (
    <>
      {agreements.length > 0 ? (
        <p className="dt-count">{`${countSentence({ rows: agreements, total: agreements.length, first: 1 }, NOUN)}, ${order}.`}</p>
      ) : null}
      <DataTable
        id="agreements"
        caption={caption}
        rows={agreements}
        rowKey={(row) => row.agreementId}
        noun={NOUN}
        downloads={downloads}
        empty={
          empty ?? (
            <EmptyState heading="No agreements yet">
              <p>
                An agreement appears here when it is drafted. It binds nobody until every party has signed it.
              </p>
            </EmptyState>
          )
        }
        columns={[
          {
            key: "title",
            header: "Agreement",
            sort: headings.title,
            rowHeader: true,
            cell: (row) => <a href={`${base}/${row.agreementId}`}>{row.title}</a>,
          },
          { key: "id", header: "Reference", sort: headings.reference, cell: referenceOf },
          {
            key: "state",
            header: "Now",
            sort: headings.state,
            cell: (row) => <StatusTag status={row.status} />,
          },
          {
            key: "signed",
            header: "Signed",
            sort: headings.signed,
            cell: (row) => `${row.parties.filter((party) => party.signedAt).length} of ${row.parties.length}`,
          },
          {
            key: "dates",
            header: "Applies to orders",
            sort: headings.from,
            cell: (row) => <AgreementDays version={row} />,
          },
        ]}
      />
    </>
  );
}

function referenceOf({ agreementId, version, inForceVersion }: ShownAgreement): string {
  const suffix =
    inForceVersion !== null && inForceVersion !== version ? `; version ${inForceVersion} is in force` : "";
  return `${agreementId}, version ${version}${suffix}`;
}

/** One version: what it is for, what it covers, its rules as sentences, who has signed. */
export function AgreementVersionText({ version }: { version: ShownVersion }) {
  return (
    <>
      <p>
        <StatusTag status={version.status} /> <AgreementDays version={version} />
      </p>
      {version.endReason ? (
        <p>
          Why it {version.state === "withdrawn" ? "was withdrawn" : "ended"}: {version.endReason}
        </p>
      ) : null}
      {version.payersTold > 0 ? (
        <p>
          {version.payersTold === 1 ? "1 organisation was" : `${version.payersTold} organisations were`} told,
          when it was proposed, that it pays by it without being a party: those that have somebody here who
          signs. Whoever else pays by it reads so with its first order. Each accepts it with its approval of
          its share of that order.
        </p>
      ) : null}
      <p>{version.summary}</p>
      {version.covers.length > 0 ? (
        <ul className="nhsuk-list">
          {version.covers.map((line) => (
            <li key={line.key}>
              {line.label}: {line.value}
            </li>
          ))}
        </ul>
      ) : (
        <p>It covers every order of every buyer.</p>
      )}
      <RulesText rules={version.rules} />
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
            cell: (party) => withCode(party.organisationName, party.organisationCode),
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

/** Every version with its state and its days; with `differences`, linked to what it changed of the one before. */
export function VersionHistory({
  versions,
  differences,
}: {
  versions: readonly ShownVersion[];
  /** The address that compares a version with the one after it. */
  differences?: (version: number) => string;
}) {
  return (
    <DataTable
      id="versions"
      caption="Versions"
      rows={versions}
      rowKey={(row) => String(row.version)}
      columns={[
        { key: "version", header: "Version", rowHeader: true, cell: (row) => row.version },
        { key: "state", header: "Now", cell: (row) => <StatusTag status={row.status} /> },
        {
          key: "dates",
          header: "Applies to orders",
          cell: (row) => <AgreementDays version={row} />,
        },
        {
          key: "signed",
          header: "Signed by all",
          cell: (row) => (row.inForceAt ? <DayText day={dayOf(row.inForceAt)} /> : "Not yet"),
        },
        ...(differences
          ? [
              {
                key: "changes",
                header: "Changes",
                cell: (row: ShownVersion) =>
                  versions.some((each) => each.version === row.version - 1) ? (
                    <a href={differences(row.version - 1)}>
                      Against version {row.version - 1}
                      <span className="nhsuk-u-visually-hidden"> what version {row.version} changed</span>
                    </a>
                  ) : (
                    "The first"
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The versions before the newest, folded. */
export function EarlierVersions({ versions }: { versions: readonly ShownVersion[] }) {
  return (
    <>
      {versions.map((version) => (
        <Details key={version.version} summary={`Read version ${version.version}`}>
          <AgreementVersionText version={version} />
        </Details>
      ))}
    </>
  );
}

const KINDS: Record<
  RuleDifference["kind"],
  { word: string; colour: "green" | "red" | "yellow" | "blue" | "grey" }
> = {
  added: { word: "Added", colour: "green" },
  removed: { word: "Removed", colour: "red" },
  changed: { word: "Changed", colour: "yellow" },
  moved: { word: "Moved", colour: "blue" },
  same: { word: "As before", colour: "grey" },
};

/** What happened to a rule from one version to another, in words. */
export function DifferenceTag({ difference }: { difference: RuleDifference }) {
  const { word, colour } = KINDS[difference.kind];
  const moved = difference.kind === "changed" && difference.moved;
  return <Tag color={colour}>{moved ? "Changed and moved" : word}</Tag>;
}
