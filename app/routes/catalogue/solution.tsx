import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { certificatesOf } from "~/domain/certification/certificates/certificate-views.server";
import { OWN_LOTS, verdictFor } from "~/domain/certification/verdict-views.server";
import { waiversGivenTo } from "~/domain/certification/waivers/waiver-views.server";
import { asSentence } from "~/domain/shared/sentence";
import { Inset } from "~/ui/kit/callouts";
import { DayText } from "~/ui/kit/day";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { Breadcrumbs, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SolutionSheet } from "~/ui/catalogue/solution-sheet";
import { anyone } from "~/web/audience.server";
import { catalogueVersion } from "~/web/catalogue/catalogue-cache.server";
import { fragment } from "~/web/fragment-cache.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";

const Params = z.object({ id: z.string().min(1).max(60) });

export const loader = anyone.loader({ params: Params }, async ({ q, params, today, actor }) => {
  const { id } = params;
  const lead = mayShortlist(actor);
  const version = await catalogueVersion(q);
  const shown = await fragment(["solution", version, today, lead ? "lead" : "", id], async () => {
    const [solution, verdict, certificates] = await Promise.all([
      solutionView(q, id, today),
      verdictFor(q, { solutionId: id, lotId: OWN_LOTS, buyerKind: null, on: today }),
      certificatesOf(q, { solutionId: id, on: today }),
    ]);
    const element = (
      <>
        {solution.state === "suspended" ? (
          <NotificationBanner heading={`${solution.name} is suspended from the catalogue`}>
            <p>It cannot be ordered. {asSentence(solution.stateReason ?? "")}</p>
          </NotificationBanner>
        ) : null}
        <PageTitle caption={solution.supplier.name} lede={solution.summary}>
          {solution.name}
        </PageTitle>
        <ButtonGroup>
          {lead && solution.state === "published" ? (
            <ButtonLink href={`/buying/shortlists/add?solution=${encodeURIComponent(id)}`}>
              Add to shortlist
            </ButtonLink>
          ) : null}
          <ButtonLink href={`/compare?solutions=${encodeURIComponent(id)}`} variant="secondary">
            Compare with others
          </ButtonLink>
        </ButtonGroup>
        <SolutionSheet solution={solution} verdict={verdict} certificates={certificates} />
      </>
    );
    return { element, title: solution.name };
  });
  // What is kept is the same for everybody; a waiver of one's own stands beside it.
  const code = actor?.organisationCode ?? null;
  const waivers =
    code === null ? [] : await waiversGivenTo(q, { solutionId: id, buyerCode: code, on: today });
  return { ...shown, waivers };
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: pageTitle(data?.title ?? "Solution") },
];

export default function Solution() {
  const { html, waivers } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Solutions", href: "/solutions" },
        ]}
      />
      {waivers.length > 0 ? (
        <Inset>
          {waivers.map(({ id, standardId, standardTitle, validTo, reason }) => (
            <p key={id}>
              Your organisation has a waiver for <a href={`/standards/${standardId}`}>{standardTitle}</a>{" "}
              until <DayText day={validTo} />: what is said below holds for everybody else. The reason:{" "}
              {reason}
            </p>
          ))}
        </Inset>
      ) : null}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
