import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { profileView } from "~/domain/applications/profile/profile-views.server";
import { Problem } from "~/domain/shared/problem";
import { MomentText } from "~/ui/kit/day";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { CostTable, NeedFacts, RegisterList, ReadinessList } from "~/ui/applications/profile-facts";
import { centre } from "~/web/audience.server";

const Params = z.object({ code: z.string().max(100) });

export const meta = ({ data }: { data?: { facts: { name: string } } }) => [
  { title: pageTitle(data ? `Profile of ${data.facts.name}` : "Profile") },
];

/** A profile as its organisation has it, read and never changed. */
export const loader = centre.loader({ params: Params, roles: ["auditor"] }, async ({ q, params, today }) => {
  const view = await profileView(q, { organisationCode: params.code, on: today });
  if (view.versions.length === 0) {
    throw new Problem("not-found", "no-such-profile", {
      title: "This organisation has no profile yet.",
      next: { label: "See the profiles", href: "/commercial/profiles" },
    });
  }
  return view;
});

export default function AuditedProfilePage() {
  const { facts, profile, versions } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial/profiles">Profiles</BackLink>
      <PageTitle caption={`Version ${profile.version}`}>Profile of {facts.name}</PageTitle>
      <RegisterList facts={facts} heading="What it is" />
      {profile.readiness ? (
        <ReadinessList facts={facts} readiness={profile.readiness} heading="Where it stands" />
      ) : null}
      {profile.needs.map((need) => (
        <section key={need.id} aria-label={need.title}>
          <NeedFacts need={need} heading={`${need.id}: ${need.title}`} />
          {need.costs.length > 0 ? (
            <CostTable id={`costs-${need.id}`} costs={need.costs} caption={`Costs of ${need.title}`} />
          ) : null}
        </section>
      ))}
      <h2>Versions</h2>
      <ul>
        {versions.map((one) => (
          <li key={one.version}>
            Version {one.version}: {one.change}. {one.savedBy}, <MomentText at={one.savedAt} />
          </li>
        ))}
      </ul>
    </FullWidth>
  );
}
