import { searchCertificates } from "~/domain/certification/certificate-views.server";
import { centre } from "~/web/audience.server";
import { CERTIFICATE_COLUMNS } from "~/web/certification/certification-downloads";
import { CertificatesQuery } from "~/web/certification/certificates-query";
import { rowsFile } from "~/web/lists/download.server";

/** A file is whole: more certificates than any market has. */
const MOST_ROWS = 100_000;

/** The certificates that the list's filters leave, as a file. */
export const loader = centre.loader({ query: CertificatesQuery }, async ({ q, query, today, recipient }) => {
  const search = { words: query.words, statuses: query.status, on: today, limit: MOST_ROWS };
  return rowsFile(
    recipient,
    "dovetail-certificates",
    CERTIFICATE_COLUMNS,
    (await searchCertificates(q, search)).rows,
  );
});
