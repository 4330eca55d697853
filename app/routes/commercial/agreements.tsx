import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { agreementsList } from "~/domain/cost-sharing/agreement-views.server";
import { AgreementsTable } from "~/ui/agreement";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { centre } from "~/web/audience.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Agreements") }];

export const loader = centre.loader({}, async ({ q }) => ({ agreements: await agreementsList(q) }));

export default function Agreements() {
  const { agreements } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Who pays for what, as the parties have signed it.">Agreements</PageTitle>
      <AgreementsTable caption="All agreements" agreements={agreements} base="/commercial/agreements" />
    </FullWidth>
  );
}
