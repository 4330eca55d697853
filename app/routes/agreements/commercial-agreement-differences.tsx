import { useLoaderData } from "@remix-run/react";
import { differencesView } from "~/domain/agreements/draft/difference-views.server";
import { AgreementDifferences } from "~/ui/agreements/agreement-differences";
import { pageTitle } from "~/ui/kit/page";
import { AgreementParams, DifferencesQuery } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Differences between versions") }];

export const loader = centre.loader(
  { params: AgreementParams, query: DifferencesQuery },
  async ({ q, params, query }) => ({
    back: `/commercial/agreements/${params.id}`,
    differences: {
      ...query,
      ...(await differencesView(q, { agreementId: params.id, ...query })),
    },
  }),
);

export default function Differences() {
  return <AgreementDifferences {...useLoaderData<typeof loader>()} />;
}
