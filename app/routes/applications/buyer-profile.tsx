import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { missingProfileParts, needTotals } from "~/domain/applications/profile/profile";
import { profileView } from "~/domain/applications/profile/profile-views.server";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { ButtonLink } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { RegisterList, ReadinessList } from "~/ui/applications/profile-facts";
import { TaskList, type Task } from "~/ui/kit/task-list";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Your profile") }];

export const loader = buyer.loader(
  { query: z.object({ done: z.string().optional() }) },
  async ({ q, actor, query, today }) => ({
    ...(await profileView(q, { organisationCode: actor.organisationCode, on: today })),
    mayChange: actor.roles.includes("procurement_lead"),
    saved: query.done === "saved",
  }),
);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function tasksOf({ profile, mayChange }: Data): Task[] {
  const missing = new Set(missingProfileParts(profile).map(({ part }) => part));
  const link = (href: string) => (mayChange ? href : undefined);
  return [
    {
      key: "register",
      label: "What you are",
      hint: "From the NHS directory and other registers. Nobody types it here.",
      state: "completed",
    },
    {
      key: "readiness",
      label: "Where you stand",
      href: link("/buying/profile/readiness"),
      hint: "The security toolkit, registration, records and a few questions about what you have",
      state: missing.has("readiness") ? "not-started" : "completed",
    },
    ...profile.needs.map((need): Task => ({
      key: need.id,
      label: need.title,
      href: link(`/buying/profile/needs/${need.id}`),
      hint: `${need.id}: ${needTotals(need)}`,
      state: need.costs.length > 0 ? "completed" : "in-progress",
    })),
    {
      key: "new",
      label: profile.needs.length > 0 ? "Add another need" : "What you need",
      href: link("/buying/profile/needs/new"),
      hint: "A project with its costs by year, capital and revenue",
      state: "not-started",
      stateLabel: profile.needs.length > 0 ? "Optional" : undefined,
    },
  ];
}

export default function Profile() {
  const data = useLoaderData<typeof loader>();
  const { facts, profile, versions, mayChange, saved } = data;
  const complete = missingProfileParts(profile).length === 0;
  return (
    <>
      <BackLink href="/buying/applications">Applications</BackLink>
      <ReadingColumn>
        {saved ? <NotificationBanner heading="Your profile was saved" success /> : null}
        <PageTitle
          caption={facts.name}
          lede="Fill it in once. Every application to a fund uses it, and what you sent stays as it was on that day."
        >
          Your profile
        </PageTitle>
        <TaskList tasks={tasksOf(data)} />
        {mayChange ? null : <p>Procurement leads of your organisation can change the profile.</p>}
        {complete ? (
          <ButtonLink href="/buying/applications">See which funds you can apply to</ButtonLink>
        ) : null}
        <RegisterList facts={facts} heading="What you are" />
        {profile.readiness ? (
          <ReadinessList facts={facts} readiness={profile.readiness} heading="Where you stand" />
        ) : null}
        {versions.length > 0 ? (
          <Details summary={`Earlier versions (now version ${profile.version})`}>
            <ul>
              {versions.map((one) => (
                <li key={one.version}>
                  Version {one.version}: {one.change}. {one.savedBy}, <MomentText at={one.savedAt} />
                </li>
              ))}
            </ul>
          </Details>
        ) : null}
      </ReadingColumn>
    </>
  );
}
