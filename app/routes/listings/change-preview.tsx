import { useLoaderData } from "@remix-run/react";
import { ownChange } from "~/domain/listings/change-views.server";
import { SolutionSheet } from "~/ui/catalogue/solution-sheet";
import { Inset } from "~/ui/kit/callouts";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { changeHref } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ChangeParams } from "~/web/listings/listing-forms";
import { previewPage } from "~/web/listings/preview-page.server";

export const meta = () => [{ title: pageTitle("A listing as buyers will see it") }];

export const loader = supplier.loader({ params: ChangeParams }, async ({ q, actor, params, today }) =>
  previewPage(
    q,
    await ownChange(q, { changeId: params.change, supplierId: ownSupplier(actor), today }),
    today,
  ),
);

export default function ChangePreview() {
  const { id, state, solution, verdict, certificates } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={changeHref({ id })}>{id}</BackLink>
      <Inset>
        <p>
          {state === "published"
            ? "This is what the change made public. Later changes are not in it."
            : "This is a preview: buyers see it so once it is published."}
        </p>
      </Inset>
      <PageTitle caption={solution.supplier.name} lede={solution.summary}>
        {solution.name}
      </PageTitle>
      <SolutionSheet solution={solution} verdict={verdict} certificates={certificates} />
    </>
  );
}
