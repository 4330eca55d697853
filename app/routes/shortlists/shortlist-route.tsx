import { useLoaderData } from "@remix-run/react";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { Inset } from "~/ui/kit/callouts";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { MechanismTable, RouteAnswers } from "~/ui/frameworks/route-answers";
import { InTheWay } from "~/ui/shortlists/shortlist-page";
import { buyer } from "~/web/audience.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";
import { shownRoute } from "~/web/shortlists/shortlist-route.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

export const meta = () => [{ title: pageTitle("Routes to market") }];

export const loader = buyer.loader({ params: ShortlistParams }, async ({ q, params, actor, today }) => {
  const shortlist = await shortlistView(q, { id: params.id, actor });
  return {
    shortlist,
    mayAct: mayShortlist(actor),
    ...(await shownRoute(q, { id: params.id, actor, today })),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** What can be done now: one way on, or what stands in the way and what to do about it. */
function WayOn(data: Loaded) {
  const { shortlist, chosen, mayAward, mayAct } = data;
  const base = `/buying/shortlists/${shortlist.id}`;
  if (shortlist.award) {
    return (
      <Inset>
        <p>
          This shortlist was awarded. <a href={`${base}/award`}>See the award and its evidence</a>
        </p>
      </Inset>
    );
  }
  if (!chosen) {
    return (
      <EmptyState
        heading="Nothing is chosen yet"
        action={
          mayAct && shortlist.state === "locked"
            ? { label: "Choose a solution", href: `${base}/exclusions` }
            : undefined
        }
      >
        <p>
          {shortlist.state === "open"
            ? "Lock the shortlist, choose a solution and give a reason for each of the others. Below is what the rules say of the lot so far."
            : "Choose a solution and give a reason for each of the others."}
        </p>
      </EmptyState>
    );
  }
  if (mayAward) {
    return (
      <>
        <p>
          You can award directly to <strong>{chosen.name}</strong> of {chosen.supplierName}.
        </p>
        {mayAct ? <ButtonLink href={`${base}/award`}>Continue to the award</ButtonLink> : null}
      </>
    );
  }
  return <Closed {...data} />;
}

function Closed(data: Loaded) {
  const { shortlist, chosen, inTheWay, namesAnother, winnerName, competitionOpen, mayAct, decision } = data;
  return (
    <>
      {inTheWay.length > 0 ? <InTheWay reasons={inTheWay} /> : null}
      {namesAnother ? (
        <InTheWay
          reasons={[
            winnerName
              ? `The lot’s mechanism names ${winnerName}, and you chose ${chosen?.name}. A direct award goes to the one that the mechanism names (Procurement Act 2023 s.45).`
              : `The lot’s mechanism names nobody: no solution passes its conditions (Procurement Act 2023 s.45).`,
          ]}
        >
          {mayAct && decision.ahead.length > 0 ? (
            <p>
              <a href={`/buying/shortlists/${shortlist.id}/others`}>
                {decision.ahead.length === 1
                  ? "1 solution that is not on your shortlist ranks before it: say which need it does not meet"
                  : `${decision.ahead.length} solutions that are not on your shortlist rank before it: say which need each does not meet`}
              </a>
            </p>
          ) : null}
          {mayAct ? (
            <p>
              <a href={`/buying/shortlists/${shortlist.id}/exclusions`}>
                Choose the one it names, or change the reasons
              </a>
            </p>
          ) : null}
        </InTheWay>
      ) : null}
      {competitionOpen ? (
        <p>
          <a href="#route-further_competition">A further competition is open: what to do</a>
        </p>
      ) : null}
    </>
  );
}

export default function ShortlistRoute() {
  const data = useLoaderData<typeof loader>();
  const { shortlist, decision, chosen } = data;
  const base = `/buying/shortlists/${shortlist.id}`;
  return (
    <>
      <BackLink href={base}>Back to the shortlist</BackLink>
      <ReadingColumn>
        <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>Routes to market</PageTitle>
        {chosen ? (
          <p>
            For {chosen.name}: <Money amount={decision.valueIncVat} vat="including VAT" />, over{" "}
            {shortlist.termMonths} months.
          </p>
        ) : null}
        <WayOn {...data} />
      </ReadingColumn>
      <FullWidth>
        {decision.routes.length === 0 ? (
          <p>
            Choose a framework lot first: <a href={`${base}/need`}>change what you need</a>.
          </p>
        ) : (
          <RouteAnswers
            routes={decision.routes}
            competition={{
              compareHref: `${base}/compare.xlsx`,
              suppliersHref: shortlist.frameworkId
                ? `/frameworks/${shortlist.frameworkId}/lots/${shortlist.lotId}#suppliers`
                : null,
            }}
          />
        )}
        {decision.mechanism && shortlist.state !== "open" ? (
          <section className="dt-section" aria-labelledby="mechanism">
            <h2 id="mechanism">Whom the lot’s mechanism names</h2>
            <MechanismTable mechanism={decision.mechanism} />
          </section>
        ) : null}
      </FullWidth>
    </>
  );
}
