import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { applicationToAssess } from "~/domain/applications/application-views.server";
import {
  ApplicantFacts,
  ApplicationDocument,
  ApplicationStateTag,
} from "~/ui/applications/application-document";
import { ClashNotes, ScoresTable } from "~/ui/applications/application-scores";
import { ConditionList } from "~/ui/applications/eligibility";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { MomentText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ApplicationParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Application ${data.application.id}` : "Application") },
];

const DONE = {
  scored: "Your assessment was recorded",
  conflict: "Your conflict of interest was recorded. You neither score nor decide this application",
  declined: "The application was declined, and the applicant told why",
  returned: "The application went back for more information",
} as const;

export const loader = centre.loader(
  {
    params: ApplicationParams,
    query: z.object({ done: z.enum(Object.keys(DONE) as (keyof typeof DONE)[]).optional() }),
  },
  async ({ q, actor, params, query }) => ({
    application: await applicationToAssess(q, { id: params.id, actor }),
    done: query.done,
  }),
);

export default function Application() {
  const { application, done } = useLoaderData<typeof loader>();
  const { id, fund, sent, state, may, grant, decisionReason, returnReason } = application;
  const { snapshot } = sent;
  const base = `/commercial/applications/${id}`;
  return (
    <>
      <BackLink href="/commercial/applications">Applications</BackLink>
      <ReadingColumn>
        {done ? <NotificationBanner heading={DONE[done]} success /> : null}
        <PageTitle caption={`Application ${id} to ${fund.name}`}>{snapshot.facts.name}</PageTitle>
        <p>
          <ApplicationStateTag state={state} /> Asks for <Money amount={sent.asked} /> for{" "}
          {snapshot.need.title}. Sent by {sent.signatoryName}, <MomentText at={sent.submittedAt} />
          {application.submissions.length > 1 ? `, sending ${sent.number}` : ""}.
        </p>
        {decisionReason ? <p>Decision: {decisionReason}</p> : null}
        {state === "returned" ? <p>Returned: {returnReason}</p> : null}
        {grant ? (
          <p>
            <a href={`/commercial/awards/${grant.id}`}>Award {grant.id}</a>
          </p>
        ) : null}
        <ClashNotes clashes={application.clashes} lookalikes={application.lookalikes} />
        {may.score || may.decide ? (
          <ButtonGroup>
            {may.score ? <ButtonLink href={`${base}/score`}>Score it</ButtonLink> : null}
            {may.decide ? (
              <ButtonLink href={`${base}/decide`} variant="secondary">
                Decide
              </ButtonLink>
            ) : null}
          </ButtonGroup>
        ) : null}
        <ScoresTable
          criteria={snapshot.criteria}
          assessments={application.assessments}
          recorded={application.recorded}
          mean={application.mean}
        />
        <h2>What was sent</h2>
        <ApplicantFacts facts={snapshot.facts} readiness={snapshot.readiness} />
        <ApplicationDocument
          need={snapshot.need}
          content={snapshot.content}
          criteria={snapshot.criteria}
          nature={fund.nature}
        />
        <h2>The fund’s conditions on that day</h2>
        <ConditionList conditions={snapshot.conditions} />
      </ReadingColumn>
    </>
  );
}
