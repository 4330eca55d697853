import { metPercent, notMet } from "~/domain/standards/reports/compliance";
import type { StandardComplianceRow } from "~/domain/standards/reports/compliance-views.server";
import type { DownloadColumn } from "~/web/lists/download.server";

export const COMPLIANCE_COLUMNS: DownloadColumn<StandardComplianceRow>[] = [
  { header: "Standard code", value: (row) => row.standardId },
  { header: "Standard", value: (row) => row.title },
  { header: "Solutions bound", value: (row) => row.bound },
  { header: "Met", value: (row) => row.met },
  { header: "Met with conditions", value: (row) => row.withConditions },
  { header: "Waived", value: (row) => row.waived },
  { header: "Not met", value: notMet },
  { header: "Meet it (%)", value: metPercent },
];
