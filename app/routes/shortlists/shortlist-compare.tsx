import { useLoaderData } from "@remix-run/react";
import { quantitiesAsked } from "~/domain/shortlists/comparison";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { Inset } from "~/ui/kit/callouts";
import { ComparisonTable } from "~/ui/shortlists/comparison-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { quantitiesText } from "~/ui/shortlists/quantities-text";
import { ChangesSinceLock, QuantitiesAsked } from "~/ui/shortlists/shortlist-page";
import { shortlistRows } from "~/ui/shortlists/shortlist-rows";
import { buyer } from "~/web/audience.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta = () => [{ title: pageTitle("Compare") }];

export const loader = buyer.loader(
  { params: ShortlistParams },
  async ({ q, params, query, actor, today }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    const shown = await shownComparison(q, { id: params.id, actor, today });
    return {
      shortlist,
      asks: shortlist.state === "open" && mayShortlist(actor) ? quantitiesAsked(shown.comparison) : [],
      asAt: shown.asAt,
      isFrozen: shown.isFrozen,
      changes: shown.changes,
      differencesOnly: query.show === "differences",
      rows: shortlistRows(shown.comparison, shown.names, actor.organisationCode),
      things: shown.comparison.solutions.map((each) => ({
        id: each.solutionId,
        name: each.name,
        supplierName: each.supplierName,
        chosen: each.chosen,
        exclusionReason: each.exclusionReason,
        version: each.lockedListingVersion,
        working: [
          ...(each.offer.quote?.working ?? []),
          ...each.needed.services.flatMap(({ name, need, quote }) =>
            quote.working.map((line, index) => (index === 0 ? `${name}, ${need}: ${line}` : line)),
          ),
        ],
      })),
    };
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Working({ things }: Pick<Loaded, "things">) {
  return (
    <Details summary="How the prices are worked out">
      {things.map((thing) => (
        <div key={thing.id}>
          <h3>{thing.name}</h3>
          {thing.working.length === 0 ? <p>No price for your numbers.</p> : null}
          <ul>
            {thing.working.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </Details>
  );
}

function below(thing: Loaded["things"][number], shortlistId: string) {
  return (
    <>
      {thing.supplierName}
      <br />
      <a href={`/simulator/new?solution=${shortlistId}:${thing.id}`}>
        Simulate a change<span className="nhsuk-u-visually-hidden"> to {thing.name}</span>
      </a>
      {thing.chosen ? (
        <>
          <br />
          <strong>Chosen</strong>
        </>
      ) : null}
      {thing.exclusionReason ? (
        <>
          <br />
          Not chosen: {thing.exclusionReason}
        </>
      ) : null}
    </>
  );
}

export default function ShortlistCompare() {
  const { shortlist, rows, things, differencesOnly, isFrozen, asAt, changes, asks } =
    useLoaderData<typeof loader>();
  const base = `/buying/shortlists/${shortlist.id}`;
  return (
    <>
      <BackLink href={base}>Back to the shortlist</BackLink>
      <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>Compare</PageTitle>
      <Inset>
        <p>
          For {quantitiesText(shortlist.quantities)}, {shortlist.termMonths} months from{" "}
          <DayText day={shortlist.startsOn} />.{" "}
          {isFrozen ? "As it was when the shortlist was locked, on " : "As at "}
          <DayText day={asAt} />.
        </p>
        <QuantitiesAsked shortlistId={shortlist.id} asks={asks} />
      </Inset>
      <ChangesSinceLock changes={changes} />
      {things.length === 0 ? (
        <EmptyState
          heading="There is nothing to compare yet"
          action={{ label: "Search the catalogue", href: "/solutions" }}
        >
          <p>Add two to eight solutions to the shortlist.</p>
        </EmptyState>
      ) : (
        <>
          <ComparisonTable
            caption={`${things.length} solution${things.length === 1 ? "" : "s"} on your own terms`}
            things={things.map((thing) => ({
              id: thing.id,
              heading: (
                <a
                  href={
                    thing.version
                      ? `/solutions/${thing.id}/versions/${thing.version}`
                      : `/solutions/${thing.id}`
                  }
                >
                  {thing.name}
                </a>
              ),
              below: below(thing, shortlist.id),
            }))}
            rows={rows}
            differencesOnly={differencesOnly}
            toggleHref={differencesOnly ? `${base}/compare` : `${base}/compare?show=differences`}
            downloads={spreadsheets(`${base}/compare.csv`)}
          />
          <Working things={things} />
        </>
      )}
    </>
  );
}
