import { useLoaderData } from "@remix-run/react";
import { grantRows } from "~/domain/applications/grant-views.server";
import { EmptyState } from "~/ui/kit/empty-state";
import { GrantTable } from "~/ui/applications/grant-list";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Your awards") }];

export const loader = buyer.loader({}, async ({ q, actor }) => ({
  rows: await grantRows(q, { organisationCode: actor.organisationCode }),
}));

export default function Awards() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/buying/applications">Applications</BackLink>
      <PageTitle lede="Money that funds set aside for you. An award takes effect when both sides have signed its memorandum.">
        Your awards
      </PageTitle>
      <GrantTable
        base="/buying/awards"
        rows={rows}
        empty={
          <EmptyState
            heading="No award yet"
            action={{ label: "See which funds you can apply to", href: "/buying/applications" }}
          >
            <p>An award stands here as soon as an application of yours is decided in your favour.</p>
          </EmptyState>
        }
      />
    </>
  );
}
