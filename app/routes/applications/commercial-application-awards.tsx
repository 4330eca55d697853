import { useLoaderData } from "@remix-run/react";
import { grantRows } from "~/domain/applications/grant-views.server";
import { EmptyState } from "~/ui/kit/empty-state";
import { GrantTable } from "~/ui/applications/grant-list";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Awards") }];

export const loader = centre.loader({}, async ({ q }) => ({ rows: await grantRows(q) }));

export default function Awards() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/commercial/applications">Applications</BackLink>
      <PageTitle lede="Every award sets part of its fund aside. It takes effect when both sides have signed.">
        Awards
      </PageTitle>
      <GrantTable
        base="/commercial/awards"
        named
        rows={rows}
        empty={
          <EmptyState heading="No award yet">
            <p>An award stands here as soon as a commercial officer decides for an application.</p>
          </EmptyState>
        }
      />
    </>
  );
}
