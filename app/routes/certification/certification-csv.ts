import { certificatesOfSupplier } from "~/domain/certification/certificates/certificate-views.server";
import { supplier } from "~/web/audience.server";
import { CERTIFICATE_COLUMNS } from "~/web/certification/certification-downloads";
import { rowsFile } from "~/web/lists/download.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { CertificationQuery, chosenCertificates } from "~/web/lists/own-lists-query";

/** The supplier's certificates as a file. */
export const loader = supplier.loader(
  { query: CertificationQuery },
  async ({ q, actor, query, today, recipient }) =>
    rowsFile(
      recipient,
      "dovetail-certificates",
      CERTIFICATE_COLUMNS,
      chosenCertificates(
        await certificatesOfSupplier(q, { supplierId: ownSupplier(actor), on: today }),
        query,
      ),
    ),
);
