import { claimsWaiting } from "~/domain/certification/claim-views.server";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

/** The claims that wait, as a file. */
export const loader = centre.loader({ roles: ["assessor", "commercial_officer", "auditor"] }, async ({ q }) =>
  csvDownload(
    "dovetail-claims-waiting.csv",
    [
      { header: "claim", value: (row) => row.id },
      { header: "standard", value: (row) => row.standardTitle },
      { header: "version", value: (row) => row.version },
      { header: "supplier", value: (row) => row.supplierName },
      { header: "solution", value: (row) => row.solutionName },
      { header: "state", value: (row) => row.state },
      { header: "submitted", value: (row) => row.submittedAt?.toISOString() },
    ],
    await claimsWaiting(q),
  ),
);
