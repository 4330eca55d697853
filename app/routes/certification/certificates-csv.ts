import { allCertificates } from "~/domain/certification/certificates/certificate-views.server";
import { centre } from "~/web/audience.server";
import { CERTIFICATE_COLUMNS } from "~/web/certification/certification-downloads";
import { certificateSearch, CertificatesQuery } from "~/web/certification/certificates-query";
import { rowsFile } from "~/web/lists/download.server";

/** The certificates that the list's filters leave, in the list's order, as a file. */
export const loader = centre.loader({ query: CertificatesQuery }, async ({ q, query, today, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-certificates",
    CERTIFICATE_COLUMNS,
    await allCertificates(q, certificateSearch(query, today)),
  ),
);
