import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CHANGE_KIND_WORDS } from "~/domain/listings/change";
import { reviewPath } from "~/domain/listings/change-guards";
import { afterEnd, endedSentence } from "~/domain/listings/review/ended-review";
import { endedReview } from "~/domain/listings/review/ended-review-views.server";
import { MomentText } from "~/ui/kit/day";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { centre } from "~/web/audience.server";
import { ChangeParams } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("A review that fell away") }];

/** What is reviewed, again or still, and what never was, is the review's own page to answer. */
export const loader = centre.loader({ params: ChangeParams }, async ({ q, params }) => {
  const ended = await endedReview(q, params.change);
  if (!ended) throw redirect(reviewPath(params.change));
  return { ended };
});

export default function ListingReviewEnded() {
  const { ended } = useLoaderData<typeof loader>();
  const { id, kind, name, how, byName, at, submittedAt, solutionId, supplierId, supplierName } = ended;
  const rows: SummaryRow[] = [
    {
      key: "what",
      label: "What was sent in",
      value: `${CHANGE_KIND_WORDS[kind]}${name ? ` of ${name}` : ""}`,
    },
    { key: "supplier", label: "Supplier", value: <a href={`/suppliers/${supplierId}`}>{supplierName}</a> },
    { key: "sent", label: "Sent in", value: <MomentText at={submittedAt} /> },
    ...(at ? [{ key: "ended", label: "Fell away", value: <MomentText at={at} /> }] : []),
  ];
  return (
    <>
      <BackLink href="/commercial/listings">Listings to review</BackLink>
      <ReadingColumn>
        <PageTitle caption={`${id}, ${CHANGE_KIND_WORDS[kind].toLowerCase()}`}>
          The review of {id} fell away
        </PageTitle>
        <p>{endedSentence({ id, how, byName, at })}</p>
        <p>{afterEnd(how)}</p>
        <SummaryList rows={rows} />
        <h2 className="nhsuk-heading-m">Where to go from here</h2>
        <ul>
          {kind === "edit" ? (
            <li>
              <a href={`/commercial/solutions/${solutionId}`}>
                {how === "listing_withdrawn"
                  ? `${name}: why it was withdrawn, and what rests on it`
                  : `${name} as it is in the catalogue`}
              </a>
            </li>
          ) : null}
          <li>
            <a href="/commercial/listings?state=submitted">Listings that wait for a decision</a>
          </li>
        </ul>
      </ReadingColumn>
    </>
  );
}
