import { listingsOfSupplier } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import { supplier } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";
import { ownSupplier } from "~/web/own-supplier";

/** The supplier's listings as a file. */
export const loader = supplier.loader({}, async ({ q, actor, today }) => {
  const rows = await listingsOfSupplier(q, { supplierId: ownSupplier(actor) });
  const solutionIds = rows.filter((row) => row.kind === "solution").map((row) => row.id);
  const verdicts = await verdictsFor(q, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on: today });
  return csvDownload(
    "dovetail-listings.csv",
    [
      { header: "id", value: (row) => row.id },
      { header: "kind", value: (row) => row.kind },
      { header: "name", value: (row) => row.name },
      { header: "belongs to", value: (row) => row.parentName },
      { header: "state", value: (row) => row.state },
      { header: "reason", value: (row) => row.stateReason },
      { header: "standards", value: (row) => verdicts.get(row.id)?.outcome },
    ],
    rows,
  );
});
