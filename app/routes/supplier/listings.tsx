import { useLoaderData } from "@remix-run/react";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { listingsOfSupplier, type OwnListingRow } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import type { VerdictOutcome } from "~/domain/certification/verdict";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { StatusTag, VerdictTag } from "~/ui/tag";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/own-supplier";

export const meta = () => [{ title: pageTitle("Listings") }];

export const loader = supplier.loader({}, async ({ q, actor, today }) => {
  const listings = await listingsOfSupplier(q, { supplierId: ownSupplier(actor) });
  const solutionIds = listings.filter((row) => row.kind === "solution").map((row) => row.id);
  const verdicts = await verdictsFor(q, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on: today });
  const rows = listings.map((row) => ({ ...row, outcome: verdicts.get(row.id)?.outcome ?? null }));
  return { rows, organisationName: actor.organisation.name };
});

interface Row extends OwnListingRow {
  outcome: VerdictOutcome | null;
}

const isPublic = (row: OwnListingRow) => row.state === "published" || row.state === "suspended";

function PublicPage({ row }: { row: Row }) {
  if (!isPublic(row)) return <>Not public</>;
  const id = row.kind === "solution" ? row.id : row.parentId;
  if (id === null) return <>On the pages of its solutions</>;
  return (
    <a href={`/solutions/${id}`}>
      Public page<span className="nhsuk-u-visually-hidden"> of {row.name}</span>
    </a>
  );
}

export default function Listings() {
  const { rows, organisationName } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle
        caption={organisationName}
        lede="Your solutions and services, where each stands, and whether it can be bought today."
      >
        Listings
      </PageTitle>
      <DataTable<Row>
        caption="Listings"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        noun={["listing", "listings"]}
        downloads={[{ label: "CSV", href: "/supplying/listings.csv" }]}
        columns={[
          {
            key: "name",
            header: "Listing",
            rowHeader: true,
            cell: (row) => <a href={`/supplying/listings/${row.id}`}>{row.name}</a>,
          },
          {
            key: "kind",
            header: "Kind",
            cell: (row) => `${ITEM_KIND_NAMES[row.kind]}${row.parentName ? ` of ${row.parentName}` : ""}`,
          },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          {
            key: "verdict",
            header: "Standards",
            cell: (row) => (row.outcome ? <VerdictTag verdict={row.outcome} /> : "Those of its solution"),
          },
          { key: "public", header: "In the catalogue", cell: (row) => <PublicPage row={row} /> },
        ]}
        empty={
          <EmptyState heading="No listing yet">
            <p>Your solutions and services stand here once the commercial team has made their entries.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
