import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { certificateByNumber } from "~/domain/certification/certificate-views.server";
import { formatDay } from "~/domain/shared/day";
import {
  CertificateConditions,
  CertificateFacts,
  certificateHolder,
  CertificateHistory,
} from "~/ui/certification/certificate-parts";
import { SubmitButton } from "~/ui/kit/form";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { TextField } from "~/ui/kit/text-fields";
import { asAt } from "~/web/lists/as-at-query";
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
  const holder = certificateHolder(certificate);
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
        <CertificateFacts certificate={certificate} />
        <CertificateConditions certificate={certificate} />
        <CertificateHistory certificate={certificate} />
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
