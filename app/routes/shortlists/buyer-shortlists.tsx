import { useLoaderData } from "@remix-run/react";
import { shortlistsOf } from "~/domain/shortlists/shortlist-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { buyer } from "~/web/audience.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta = () => [{ title: pageTitle("Shortlists") }];

export const loader = buyer.loader({}, async ({ q, actor }) => ({
  shortlists: await shortlistsOf(q, actor),
  mayStart: mayShortlist(actor),
  organisationName: actor.organisation.name,
}));

export default function Shortlists() {
  const { shortlists, mayStart, organisationName } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/buying">Buying</BackLink>
      <PageTitle
        caption={organisationName}
        lede="Each holds one need and the solutions considered for it, until the award."
      >
        Shortlists
      </PageTitle>
      {mayStart ? <ButtonLink href="/buying/needs">Start a shortlist</ButtonLink> : null}
      <DataTable
        caption="Shortlists, the latest first"
        captionHidden
        rows={shortlists}
        rowKey={(row) => row.id}
        noun={["shortlist", "shortlists"]}
        downloads={spreadsheets("/buying/shortlists.csv")}
        empty={
          <EmptyState heading="There is no shortlist yet">
            <p>
              {mayStart
                ? "Say what you need, then add two to eight solutions from the catalogue and compare them on your own numbers."
                : "A procurement lead of your organisation can start one."}
            </p>
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Shortlist",
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={`/buying/shortlists/${row.id}`}>{row.name}</a> ({row.id})
              </>
            ),
          },
          { key: "solutions", header: "Solutions", numeric: true, cell: (row) => row.solutions },
          {
            key: "started",
            header: "Started",
            cell: (row) => (
              <>
                <MomentText at={row.createdAt} /> by {row.createdBy}
              </>
            ),
          },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          {
            key: "order",
            header: "Order",
            cell: (row) =>
              row.orderId ? <a href={`/buying/orders/${row.orderId}`}>{row.orderId}</a> : "None yet",
          },
        ]}
      />
    </>
  );
}
