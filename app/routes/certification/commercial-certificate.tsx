import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { certificateByNumber, type CertificateView } from "~/domain/certification/certificate-views.server";
import {
  CERTIFICATE_STANDINGS,
  standingAfter,
  type CertificateStandingDeed,
} from "~/domain/certification/certificate-standing";
import type { CertificateEventKind } from "~/domain/certification/certificate";
import { nextState } from "~/domain/shared/state-table";
import {
  CertificateConditions,
  CertificateFacts,
  certificateHolder,
  CertificateHistory,
} from "~/ui/certification/certificate-parts";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";

const Params = z.object({ number: z.string().max(100) });
const DEEDS: CertificateStandingDeed[] = ["suspend", "reinstate", "withdraw"];
const LABELS = { suspend: "Suspend", reinstate: "Reinstate", withdraw: "Withdraw" } as const;
const DONE: Record<string, string> = {
  suspend: "The certificate was suspended",
  reinstate: "The certificate was reinstated",
  withdraw: "The certificate was withdrawn",
  condition: "The condition was recorded as met",
};

export const meta = ({ data }: { data?: { certificate: CertificateView } }) => [
  { title: pageTitle(data ? `Certificate ${data.certificate.number}` : "Certificate") },
];

export const loader = centre.loader(
  { params: Params, query: z.object({ done: z.string().optional() }) },
  async ({ q, params, query, actor, today }) => {
    const certificate = await certificateByNumber(q, { number: params.number, on: today });
    const mayAct = actor.roles.includes("assessor") || actor.roles.includes("commercial_officer");
    const standing = standingAfter(certificate.events.map((event) => event.kind as CertificateEventKind));
    return {
      certificate,
      mayAct,
      deeds: mayAct ? DEEDS.filter((deed) => nextState(CERTIFICATE_STANDINGS, standing, deed) !== null) : [],
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

export default function Certificate() {
  const { certificate, deeds, mayAct, done } = useLoaderData<typeof loader>();
  const base = `/commercial/certificates/${certificate.number}`;
  return (
    <>
      <BackLink href="/commercial/certificates">Certificates</BackLink>
      {done ? (
        <NotificationBanner heading={done} success>
          <p>{done === DONE.condition ? "It is in the record." : "The supplier’s people were e-mailed."}</p>
        </NotificationBanner>
      ) : null}
      <ReadingColumn>
        <PageTitle caption={`Certificate ${certificate.number}`}>
          {certificate.standardTitle} for {certificateHolder(certificate)}
        </PageTitle>
        <p className="nhsuk-lede-text">
          <StatusTag status={certificate.word} /> {certificate.sentence}
        </p>
        <CertificateFacts certificate={certificate} />
        <CertificateConditions
          certificate={certificate}
          wayOn={
            mayAct
              ? (id) => (
                  <p>
                    <a href={`${base}/conditions/${id}`}>
                      Record that it is met
                      <span className="nhsuk-u-visually-hidden"> for {certificate.number}</span>
                    </a>
                  </p>
                )
              : undefined
          }
        />
        {deeds.length > 0 ? (
          <ButtonGroup>
            {deeds.map((deed) => (
              <ButtonLink href={`${base}/${deed}`} variant="secondary" key={deed}>
                {LABELS[deed]}
              </ButtonLink>
            ))}
          </ButtonGroup>
        ) : null}
        <CertificateHistory certificate={certificate} />
        <p>
          <a href={`/certificates/${certificate.number}`}>Its public page</a>
        </p>
      </ReadingColumn>
    </>
  );
}
