import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  certificateByNumber,
  eventAuthors,
  type CertificateView,
} from "~/domain/certification/certificates/certificate-views.server";
import {
  CERTIFICATE_STATES,
  stateAfter,
  type CertificateStatusAction,
} from "~/domain/certification/certificates/certificate-state";
import type { CertificateEventKind } from "~/domain/certification/certificates/certificate";
import { eventWords } from "~/domain/certification/certificates/certificate-event";
import type { Day } from "~/domain/shared/day";
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
const ACTIONS: CertificateStatusAction[] = ["suspend", "reinstate", "withdraw"];
const LABELS = { suspend: "Suspend", reinstate: "Reinstate", withdraw: "Withdraw" } as const;
/** What was just done: the event that was entered last, in the future where it lies ahead. */
function doneText(done: string | undefined, { events, supplierName }: CertificateView, today: Day) {
  if (done === "condition") return "The condition was recorded as met";
  const last = events.at(-1);
  if (!last || !ACTIONS.some((action) => action === done)) return null;
  return `The certificate ${eventWords({ ...last, on: last.effectiveOn, today, supplierName })}`;
}

const Done = z.object({
  done: z.string().optional(),
  buyers: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

/** Who was e-mailed of what was just done, besides its history. */
function toldText(done: string | undefined, buyers: number | undefined): string {
  if (done === "condition") return "It is in the record.";
  if (buyers === undefined) return "The supplier’s people were e-mailed.";
  if (buyers === 0) return "The supplier’s people were e-mailed, and no buyer.";
  const whom = buyers === 1 ? "1 buyer" : `${buyers} buyers`;
  return `The supplier’s people were e-mailed, and the procurement leads of ${whom} with orders or shortlists that rest on it.`;
}

export const meta = ({ data }: { data?: { certificate: CertificateView } }) => [
  { title: pageTitle(data ? `Certificate ${data.certificate.number}` : "Certificate") },
];

export const loader = centre.loader(
  { params: Params, query: Done },
  async ({ q, params, query, actor, today }) => {
    const certificate = await certificateByNumber(q, { number: params.number, on: today });
    const mayAct = actor.roles.includes("assessor") || actor.roles.includes("commercial_officer");
    const state = stateAfter(certificate.events.map((event) => event.kind as CertificateEventKind));
    return {
      certificate,
      authors: await eventAuthors(q, params.number),
      mayAct,
      actions: mayAct
        ? ACTIONS.filter((action) => nextState(CERTIFICATE_STATES, state, action) !== null)
        : [],
      done: doneText(query.done, certificate, today),
      told: toldText(query.done, query.buyers),
    };
  },
);

export default function Certificate() {
  const { certificate, authors, actions, mayAct, done, told } = useLoaderData<typeof loader>();
  const base = `/commercial/certificates/${certificate.number}`;
  return (
    <>
      <BackLink href="/commercial/certificates">Certificates</BackLink>
      {done ? (
        <NotificationBanner heading={done} success>
          <p>{told}</p>
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
        {actions.length > 0 ? (
          <ButtonGroup>
            {actions.map((action) => (
              <ButtonLink href={`${base}/${action}`} variant="secondary" key={action}>
                {LABELS[action]}
              </ButtonLink>
            ))}
          </ButtonGroup>
        ) : null}
        <CertificateHistory certificate={certificate} authors={authors} />
        <p>
          <a href={`/certificates/${certificate.number}`}>Its public page</a>
        </p>
      </ReadingColumn>
    </>
  );
}
