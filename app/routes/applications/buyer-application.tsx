import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { feedbackOf, outOfFive } from "~/domain/applications/application-emails";
import { ownApplication } from "~/domain/applications/application-views.server";
import { PAID_ALREADY_NEXT } from "~/domain/applications/clash";
import { costName } from "~/domain/applications/profile/profile";
import { formatPence } from "~/domain/money/format";
import { ApplicationDocument, ApplicationStateTag } from "~/ui/applications/application-document";
import { applicationTasks } from "~/ui/applications/application-form";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DayText, MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { ConditionList } from "~/ui/applications/eligibility";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TaskList, TaskProgress } from "~/ui/kit/task-list";
import { ApplicationParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Application ${data.application.id}` : "Application") },
];

export const loader = buyer.loader(
  { params: ApplicationParams, query: z.object({ done: z.string().optional() }) },
  async ({ q, actor, params, query, today }) => ({
    application: await ownApplication(q, { id: params.id, actor, on: today }),
    done: query.done ?? null,
  }),
);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What was just done; what was saved empty, or in part, is not taken for done. */
function Saved({ done, left }: { done: string | null; left: number }) {
  if (done === "removed") return <NotificationBanner heading="The running costs were removed" />;
  if (done !== "saved") return null;
  if (left === 0) return <NotificationBanner heading="Saved" success />;
  return (
    <NotificationBanner heading="Saved">
      <p>
        {left === 1 ? "1 part is" : `${left} parts are`} still to be filled in: the list below says what is
        missing.
      </p>
    </NotificationBanner>
  );
}

export default function Application() {
  const { application, done } = useLoaderData<typeof loader>();
  const { id, fund, state, may, need, content, criteria } = application;
  const tasks = applicationTasks({ ...application, nature: fund.nature, hasNeed: need !== null });
  return (
    <>
      <BackLink href="/buying/applications">Applications</BackLink>
      <ReadingColumn>
        <Saved done={done} left={application.missing.length} />
        <PageTitle caption={`Application ${id}`}>{fund.name}</PageTitle>
        <p>
          <ApplicationStateTag state={state} />
          {application.copiedFrom ? <> Made from {application.copiedFrom}.</> : null}
        </p>
        <WhatIsNext application={application} />
        {may.change ? (
          <>
            <TaskProgress tasks={tasks} />
            <TaskList tasks={tasks} />
          </>
        ) : null}
        {application.clashes.length > 0 ? (
          <WarningCallout heading="Another award pays for this already">
            <ul>
              {application.clashes.map((clash) => (
                <li key={`${clash.awardId}-${costName(clash.cost)}`}>
                  <a href={`/buying/awards/${clash.awardId}`}>{clash.awardId}</a> from {clash.fundName} gives{" "}
                  {formatPence(clash.amount)} for {costName(clash.cost)}
                </li>
              ))}
            </ul>
            <p>{PAID_ALREADY_NEXT}</p>
          </WarningCallout>
        ) : null}
        <Details summary="The fund’s conditions" open={!application.eligibility.eligible}>
          <ConditionList conditions={application.eligibility.conditions} />
        </Details>
        {may.change ? null : (
          <ApplicationDocument need={need} content={content} criteria={criteria} nature={fund.nature} />
        )}
        <Feedback application={application} />
        <h2>More</h2>
        <ul>
          {may.copy ? (
            <li>
              <a href={`/buying/applications/${id}/another`}>Apply to another fund with this application</a>
            </li>
          ) : null}
          {may.withdraw ? (
            <li>
              <a href={`/buying/applications/${id}/withdraw`}>Withdraw this application</a>
            </li>
          ) : null}
          {application.submissions.map((one) => (
            <li key={one.number}>
              Sent by {one.signatoryName}, <MomentText at={one.submittedAt} />, with version{" "}
              {one.profileVersion} of the profile
            </li>
          ))}
        </ul>
      </ReadingColumn>
    </>
  );
}

function WhatIsNext({ application }: { application: Data["application"] }) {
  const { state, lastDay, grant, returnReason, decisionReason } = application;
  if (state === "draft")
    return (
      <p>
        Send it by <DayText day={lastDay} />.
      </p>
    );
  if (state === "returned")
    return (
      <Inset>
        <p>More is needed to decide: {returnReason}</p>
        <p>
          Everything is kept. Change what is needed and send it again by <DayText day={lastDay} />.
        </p>
      </Inset>
    );
  if (state === "submitted")
    return (
      <Inset>
        <p>
          It is assessed by at least two people. You get an e-mail when it is decided, or when more is needed.
        </p>
      </Inset>
    );
  if (state === "awarded" && grant)
    return (
      <Inset>
        <p>
          You are offered {formatPence(grant.amount)}.{" "}
          <a href={`/buying/awards/${grant.id}`}>See award {grant.id}</a> and its memorandum.
        </p>
      </Inset>
    );
  if (state === "declined")
    return (
      <Inset>
        <p>It was declined: {decisionReason}</p>
        <p>
          Below is what the assessors thought. You can apply again with the same profile, to this fund while
          it is open or <a href="/buying/applications">to another one</a>.
        </p>
      </Inset>
    );
  return <p>You withdrew this application.</p>;
}

function Feedback({ application }: { application: Data["application"] }) {
  const { feedback, criteria, mean } = application;
  if (feedback.length === 0 || mean === null) return null;
  return (
    <>
      <h2>What the assessors thought: {outOfFive(mean)}</h2>
      {feedbackOf(criteria, feedback).map(({ id, title, weight, lines }) => (
        <section key={id} aria-labelledby={`score-${id}`}>
          <h3 className="nhsuk-heading-s" id={`score-${id}`}>
            {title}, {weight} of 100
          </h3>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
