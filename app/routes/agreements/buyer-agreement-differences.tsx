import { useLoaderData } from "@remix-run/react";
import { differencesView } from "~/domain/agreements/draft/difference-views.server";
import { AgreementDifferences } from "~/ui/agreements/agreement-differences";
import { pageTitle } from "~/ui/kit/page";
import { AgreementParams, DifferencesQuery } from "~/web/agreements/agreement-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Differences between versions") }];

export const loader = buyer.loader(
  { params: AgreementParams, query: DifferencesQuery },
  async ({ q, params, query, actor }) => ({
    back: `/buying/agreements/${params.id}`,
    differences: {
      ...query,
      ...(await differencesView(q, { agreementId: params.id, ...query, party: actor.organisationCode })),
    },
  }),
);

export default function Differences() {
  return <AgreementDifferences {...useLoaderData<typeof loader>()} />;
}
