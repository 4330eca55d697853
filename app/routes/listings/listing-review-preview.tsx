import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { reviewPath } from "~/domain/listings/change-guards";
import { reviewedChange } from "~/domain/listings/change-views.server";
import { endedPath } from "~/domain/listings/review/ended-review";
import { endedReview } from "~/domain/listings/review/ended-review-views.server";
import { SolutionSheet } from "~/ui/catalogue/solution-sheet";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { ChangeParams } from "~/web/listings/listing-forms";
import { previewPage } from "~/web/listings/preview-page.server";

export const meta = () => [{ title: pageTitle("A listing as buyers will see it") }];

export const loader = centre.loader({ params: ChangeParams }, async ({ q, params, today }) => {
  const ended = await endedReview(q, params.change);
  if (ended) throw redirect(endedPath(ended.id));
  return previewPage(q, await reviewedChange(q, { changeId: params.change, today }), today);
});

export default function ReviewPreview() {
  const { id, solution, verdict, certificates } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={reviewPath(id)}>{id}</BackLink>
      <PageTitle caption={solution.supplier.name} lede={solution.summary}>
        {solution.name}
      </PageTitle>
      <SolutionSheet solution={solution} verdict={verdict} certificates={certificates} />
    </>
  );
}
