import { claimsOfSupplier } from "~/domain/certification/claims/claim-views.server";
import { supplier } from "~/web/audience.server";
import { CLAIM_COLUMNS } from "~/web/certification/certification-downloads";
import { rowsFile } from "~/web/lists/download.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { CertificationQuery, chosenClaims } from "~/web/lists/own-lists-query";

/** The supplier's claims as a file. */
export const loader = supplier.loader({ query: CertificationQuery }, async ({ q, actor, query, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-claims",
    CLAIM_COLUMNS,
    chosenClaims(await claimsOfSupplier(q, { supplierId: ownSupplier(actor) }), query),
  ),
);
