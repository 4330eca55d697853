import type { ReactNode } from "react";
import type { CertificateView } from "~/domain/certification/certificate-views.server";
import { untilText } from "~/domain/certification/standard-text";
import { formatDay } from "~/domain/shared/day";
import { DayText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
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
        { key: "to", label: "Last day", value: untilText(certificate.validTo) },
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

const EVENT_TITLES: Record<string, string> = {
  suspended: "Suspended",
  reinstated: "Reinstated",
  withdrawn: "Withdrawn",
};

/** From its first day on: suspended, reinstated, withdrawn, and why. */
export function CertificateHistory({ certificate }: Props) {
  const first = { key: "first", title: "First day", when: <DayText day={certificate.validFrom} /> };
  const events = certificate.events.map((event, index) => ({
    key: String(index),
    title: EVENT_TITLES[event.kind] ?? event.kind,
    when: <DayText day={event.effectiveOn} />,
    description: <p>{event.reason}</p>,
  }));
  return (
    <>
      <h2>History</h2>
      <Timeline entries={[first, ...events]} />
    </>
  );
}
