import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { formatDay } from "~/domain/shared/day";
import {
  CertificateConditions,
  CertificateFacts,
  certificateHolder,
  CertificateHistory,
} from "~/ui/certification/certificate-parts";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { anyone } from "~/web/audience.server";
import { typedDays } from "~/web/forms/typed-days.server";

const Params = z.object({ number: z.string().max(100) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Certificate ${data.certificate.number}` : "Certificate") },
];

export const loader = anyone.loader({ params: Params }, async ({ q, params, request, today }) => {
  const { days, state } = typedDays(request.url, ["on"]);
  const on = days.on ?? today;
  return { certificate: await certificateByNumber(q, { number: params.number, on }), on, state, today };
});

export default function Certificate() {
  const { certificate, on, state, today } = useLoaderData<typeof loader>();
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
        <ErrorSummary errors={state.errors} />
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
  const { certificate, on, state } = useLoaderData<typeof loader>();
  return (
    <form
      className="dt-no-print"
      method="get"
      action={`/certificates/${certificate.number}`}
      aria-label="See it as at another day"
      noValidate
    >
      <DateField
        name="on"
        label="See it as at"
        hint="For example 31 3 2027"
        error={state.errors["on"]}
        parts={typedDate(state, "on", on)}
      />
      <SubmitButton variant="secondary">Show</SubmitButton>
      <p>
        <a href={`/certificates/${certificate.number}/certificate.json?on=${on}`}>Download as JSON</a>
      </p>
    </form>
  );
}
