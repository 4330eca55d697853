import { certificatesOfSupplier } from "~/domain/certification/certificate-views.server";
import { supplier } from "~/web/audience.server";
import { CERTIFICATE_COLUMNS } from "~/web/certification-downloads";
import { csvDownload } from "~/web/download.server";
import { ownSupplier } from "~/web/own-supplier";

/** The supplier's certificates as a file. */
export const loader = supplier.loader({}, async ({ q, actor, today }) =>
  csvDownload(
    "dovetail-certificates.csv",
    CERTIFICATE_COLUMNS,
    await certificatesOfSupplier(q, { supplierId: ownSupplier(actor), on: today }),
  ),
);
