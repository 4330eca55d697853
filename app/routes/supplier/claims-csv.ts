import { claimsOfSupplier } from "~/domain/certification/claim-views.server";
import { supplier } from "~/web/audience.server";
import { CLAIM_COLUMNS } from "~/web/certification-downloads";
import { csvDownload } from "~/web/download.server";
import { ownSupplier } from "~/web/own-supplier";

/** The supplier's claims as a file. */
export const loader = supplier.loader({}, async ({ q, actor }) =>
  csvDownload(
    "dovetail-claims.csv",
    CLAIM_COLUMNS,
    await claimsOfSupplier(q, { supplierId: ownSupplier(actor) }),
  ),
);
