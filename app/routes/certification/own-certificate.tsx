import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { CertificateView } from "~/domain/certification/certificates/certificate-views.server";
import { stateAfter } from "~/domain/certification/certificates/certificate-state";
import {
  CertificateConditions,
  CertificateFacts,
  certificateHolder,
  CertificateHistory,
} from "~/ui/certification/certificate-parts";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { supplier } from "~/web/audience.server";
import { ownCertificate } from "~/web/certification/own-certificate.server";

const Params = z.object({ number: z.string().max(100) });

export const meta = ({ data }: { data?: { certificate: CertificateView } }) => [
  { title: pageTitle(data ? `Certificate ${data.certificate.number}` : "Certificate") },
];

export const loader = supplier.loader(
  { params: Params, query: z.object({ done: z.string().max(30).optional() }) },
  async ({ q, actor, params, query, today }) => {
    const certificate = await ownCertificate(q, actor, params.number, today);
    return {
      certificate,
      withdrawn: query.done === "withdrawn",
      open: stateAfter(certificate.events.map(({ kind }) => kind)) !== "withdrawn",
      maySign: actor.roles.includes("supplier_signatory"),
    };
  },
);

/** A certificate of one's own, with the way to give it back. */
export default function OwnCertificate() {
  const { certificate, withdrawn, open, maySign } = useLoaderData<typeof loader>();
  const { number } = certificate;
  return (
    <>
      <BackLink href="/supplying/certification">Certification</BackLink>
      {withdrawn ? (
        <NotificationBanner heading="It is withdrawn" success>
          <p>Every buyer whose order or shortlist rests on it was e-mailed.</p>
        </NotificationBanner>
      ) : null}
      <ReadingColumn>
        <PageTitle caption={`Certificate ${number}`}>
          {certificate.standardTitle} for {certificateHolder(certificate)}
        </PageTitle>
        <p className="nhsuk-lede-text">
          <StatusTag status={certificate.word} /> {certificate.sentence}
        </p>
        <CertificateFacts certificate={certificate} />
        <CertificateConditions certificate={certificate} />
        <CertificateHistory certificate={certificate} />
        <p>
          <a href={`/certificates/${number}`}>Its public page</a>
        </p>
        {open && maySign ? (
          <ButtonGroup>
            <ButtonLink href={`/supplying/certification/certificates/${number}/withdraw`} variant="secondary">
              Withdraw it
            </ButtonLink>
          </ButtonGroup>
        ) : null}
        {open && !maySign ? <p>Only a signatory of yours can withdraw it.</p> : null}
      </ReadingColumn>
    </>
  );
}
