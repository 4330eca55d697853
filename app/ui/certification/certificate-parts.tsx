import type { ReactNode } from "react";
import type { CertificateView } from "~/domain/certification/certificates/certificate-views.server";
import type { HistoryEntry } from "~/domain/certification/certificates/certificate-event";
import { untilText } from "~/domain/certification/standard-text";
import { formatDay } from "~/domain/shared/day";
import { DayText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";

interface Props {
  certificate: CertificateView;
}

/** "CareNotes 4.2", or the supplier. */
export function certificateHolder(certificate: CertificateView): string {
  return certificate.solutionName
    ? [certificate.solutionName, certificate.productVersion].filter(Boolean).join(" ")
    : certificate.supplierName;
}

/** What a certificate says. */
export function CertificateFacts({ certificate }: Props) {
  const standard = `${certificate.standardTitle}, version ${certificate.version}`;
  const holder = certificateHolder(certificate);
  return (
    <SummaryList
      rows={[
        {
          key: "standard",
          label: "Standard",
          value: <a href={`/standards/${certificate.standardId}`}>{standard}</a>,
        },
        {
          key: "holder",
          label: "Held by",
          value: certificate.solutionId ? (
            <a href={`/solutions/${certificate.solutionId}`}>{holder}</a>
          ) : (
            `${holder}, as an organisation: its products inherit it`
          ),
        },
        {
          key: "supplier",
          label: "Supplier",
          value: <a href={`/suppliers/${certificate.supplierId}`}>{certificate.supplierName}</a>,
        },
        { key: "from", label: "First day", value: <DayText day={certificate.validFrom} /> },
        { key: "to", label: "Last day", value: untilText(certificate.lastDay) },
      ]}
    />
  );
}

/** The conditions of its approval; `wayOn` stands beside those that are open. */
export function CertificateConditions({
  certificate,
  wayOn,
}: Props & { wayOn?: (conditionId: string) => ReactNode }) {
  if (certificate.conditions.length === 0) return null;
  return (
    <SummaryList
      heading="Conditions"
      rows={certificate.conditions.map((condition) => ({
        key: condition.id,
        label: condition.text,
        value: condition.metOn ? (
          `Met on ${formatDay(condition.metOn)}`
        ) : (
          <>
            Due by {formatDay(condition.dueOn)}: without it the certificate stops counting on the day after
            {wayOn?.(condition.id)}
          </>
        ),
      }))}
    />
  );
}

const EVENT_TITLES: Record<HistoryEntry["kind"], string> = {
  granted: "Granted",
  suspended: "Suspended",
  reinstated: "Reinstated",
  withdrawn: "Withdrawn",
  superseded: "Superseded",
  expired: "Expired",
};

/**
 * Everything that happened to it, in the order of its days: what, by whom and why. An event that was entered on another day says so;
 * `authors` are the people who entered them, for the centre's own page.
 */
export function CertificateHistory({
  certificate,
  authors = {},
}: Props & { authors?: Record<number, string> }) {
  return (
    <>
      <h2>History</h2>
      <Timeline
        entries={certificate.history.map((entry, index) => ({
          key: String(index),
          title: `${EVENT_TITLES[entry.kind]}${entry.by ? ` by ${entry.by}` : ""}`,
          when: <DayText day={entry.on} />,
          description: (
            <EntryText entry={entry} author={entry.eventId === null ? undefined : authors[entry.eventId]} />
          ),
        }))}
      />
    </>
  );
}

function EntryText({
  entry: { text, entered },
  author,
}: {
  entry: HistoryEntry;
  author: string | undefined;
}) {
  return (
    <>
      {text ? <p>{text}</p> : null}
      {entered ? (
        <p>
          <StatusTag status={entered.when === "late" ? "Entered late" : "Dated ahead"} /> It was entered on{" "}
          <DayText day={entered.on} />.
        </p>
      ) : null}
      {author ? <p>Entered by {author}.</p> : null}
    </>
  );
}
