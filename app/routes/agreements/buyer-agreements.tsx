import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { agreementsList } from "~/domain/agreements/agreement-views.server";
import { AgreementsTable } from "~/ui/agreements/agreement";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { sortWords } from "~/domain/shared/sorting";
import {
  AGREEMENT_SORTS,
  agreementSorted,
  OwnAgreementsQuery,
  sortedAgreements,
} from "~/web/agreements/agreements-query";
import { queryText } from "~/web/lists/as-at-query";
import { sortLinks } from "~/web/lists/list-sort";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Agreements") }];

export const loader = buyer.loader(
  { query: OwnAgreementsQuery },
  async ({ q, actor, query, request, today }) => {
    // Without drafts: while the next version is being written, the one in force stands here.
    const states = ["proposed", "in_force", "superseded", "ended", "withdrawn"] as const;
    const rows = await agreementsList(q, { party: actor.organisationCode, states, today });
    return {
      agreements: sortedAgreements(rows, query.sort),
      order: sortWords(AGREEMENT_SORTS, query.sort),
      sorted: agreementSorted(query.sort),
      headings: sortLinks(request.url, AGREEMENT_SORTS, query.sort),
    };
  },
);

export default function Agreements() {
  const { agreements, order, sorted, headings } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Agreements on who pays for what that your organisation signs, or pays by.">
        Agreements
      </PageTitle>
      <AgreementsTable
        caption="Your agreements"
        agreements={agreements}
        base="/buying/agreements"
        order={order}
        headings={headings}
        downloads={spreadsheets(`/buying/agreements.csv${queryText({ sort: sorted })}`)}
      />
    </FullWidth>
  );
}
