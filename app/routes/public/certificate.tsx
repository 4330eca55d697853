import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { certificateByNumber } from "~/domain/certification/certificate-views.server";
import { untilText } from "~/domain/certification/standard-text";
import { formatDay } from "~/domain/shared/day";
import { DayText } from "~/ui/day";
import { SubmitButton } from "~/ui/form";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { StatusTag } from "~/ui/tag";
import { TextField } from "~/ui/text-fields";
import { Timeline } from "~/ui/timeline";
import { asAt } from "~/web/as-at-query";
import { anyone } from "~/web/audience.server";

const Params = z.object({ number: z.string().max(100) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Certificate ${data.certificate.number}` : "Certificate") },
];

export const loader = anyone.loader(
  { params: Params, query: z.object({ on: asAt }) },
  async ({ q, params, query, today }) => {
    const on = query.on ?? today;
    return { certificate: await certificateByNumber(q, { number: params.number, on }), on, today };
  },
);

export default function Certificate() {
  const { certificate, on, today } = useLoaderData<typeof loader>();
  const holder = certificate.solutionName
    ? [certificate.solutionName, certificate.productVersion].filter(Boolean).join(" ")
    : certificate.supplierName;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Standards", href: "/standards" },
          { label: certificate.standardTitle, href: `/standards/${certificate.standardId}` },
        ]}
      />
      <ReadingColumn aside={<AsAt />}>
        <PageTitle caption={`Certificate ${certificate.number}`}>
          {certificate.standardTitle} for {holder}
        </PageTitle>
        <p className="nhsuk-lede-text">
          <StatusTag status={certificate.word} /> {certificate.sentence}
        </p>
        <p className="nhsuk-body-s">
          {on === today ? "As it stands today, " : "As it stands at "}
          {formatDay(on)}. Anybody may check it at this address.
        </p>
        <Facts holder={holder} />
        <Conditions />
        <History />
      </ReadingColumn>
    </>
  );
}

function AsAt() {
  const { certificate, on } = useLoaderData<typeof loader>();
  return (
    <form
      className="dt-no-print"
      method="get"
      action={`/certificates/${certificate.number}`}
      aria-label="See it as at another day"
      noValidate
    >
      <TextField
        name="on"
        label="See it as at"
        hint="For example 2027-03-31"
        value={on}
        width={10}
        labelSize="s"
      />
      <SubmitButton variant="secondary">Show</SubmitButton>
      <p>
        <a href={`/certificates/${certificate.number}/certificate.json?on=${on}`}>Download as JSON</a>
      </p>
    </form>
  );
}

function Facts({ holder }: { holder: string }) {
  const { certificate } = useLoaderData<typeof loader>();
  const standard = `${certificate.standardTitle}, version ${certificate.version}`;
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

function Conditions() {
  const { certificate } = useLoaderData<typeof loader>();
  if (certificate.conditions.length === 0) return null;
  return (
    <SummaryList
      heading="Conditions"
      rows={certificate.conditions.map((condition) => ({
        key: condition.id,
        label: condition.text,
        value: condition.metOn
          ? `Met on ${formatDay(condition.metOn)}`
          : `Due by ${formatDay(condition.dueOn)}: without it the certificate stops counting on the day after`,
      }))}
    />
  );
}

const EVENT_TITLES: Record<string, string> = {
  suspended: "Suspended",
  reinstated: "Reinstated",
  withdrawn: "Withdrawn",
};

function History() {
  const { certificate } = useLoaderData<typeof loader>();
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
