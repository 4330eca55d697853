import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { agreementsList } from "~/domain/agreements/agreement-views.server";
import { AgreementsTable } from "~/ui/agreements/agreement";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Agreements") }];

export const loader = buyer.loader({}, async ({ q, actor, today }) => {
  // Without drafts: while the next version is being written, the one in force stands here.
  const states = ["proposed", "in_force", "superseded", "ended", "withdrawn"] as const;
  return { agreements: await agreementsList(q, { party: actor.organisationCode, states, today }) };
});

export default function Agreements() {
  const { agreements } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Agreements on who pays for what that your organisation signs, or pays by.">
        Agreements
      </PageTitle>
      <AgreementsTable
        caption="Your agreements"
        agreements={agreements}
        base="/buying/agreements"
        downloads={spreadsheets("/buying/agreements.csv")}
      />
    </FullWidth>
  );
}
