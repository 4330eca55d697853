import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { certificatesOf } from "~/domain/certification/certificate-views.server";
import { OWN_LOTS, verdictFor } from "~/domain/certification/verdict-views.server";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { Breadcrumbs, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SolutionSheet } from "~/ui/catalogue/solution-sheet";
import { anyone } from "~/web/audience.server";
import { catalogueStamp } from "~/web/catalogue/catalogue-cache.server";
import { fragment } from "~/web/fragment-cache.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";

const Params = z.object({ id: z.string().min(1).max(60) });

export const loader = anyone.loader({ params: Params }, async ({ q, params, today, actor }) => {
  const { id } = params;
  const lead = mayShortlist(actor);
  const stamp = await catalogueStamp(q);
  return fragment(["solution", stamp, today, lead ? "lead" : "", id], async () => {
    const [solution, verdict, certificates] = await Promise.all([
      solutionView(q, id, today),
      verdictFor(q, { solutionId: id, lotId: OWN_LOTS, buyerKind: null, on: today }),
      certificatesOf(q, { solutionId: id, on: today }),
    ]);
    const element = (
      <>
        {solution.state === "suspended" ? (
          <NotificationBanner heading={`${solution.name} is suspended from the catalogue`}>
            <p>It cannot be ordered. {solution.stateReason}</p>
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
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: pageTitle(data?.title ?? "Solution") },
];

export default function Solution() {
  const { html } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Solutions", href: "/solutions" },
        ]}
      />
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
