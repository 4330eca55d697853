import { latestCompliance } from "~/domain/standards/reports/compliance-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { COMPLIANCE_COLUMNS } from "~/web/standards/compliance-columns";
import { ComplianceQuery, sortedCompliance } from "~/web/standards/compliance-query";

/** The last count by standard, as a file, in the order of the page. */
export const loader = centre.loader({ query: ComplianceQuery }, async ({ q, query, today, recipient }) => {
  const latest = await latestCompliance(q, { on: today });
  const rows = sortedCompliance(latest?.rows ?? [], query.sort);
  return rowsFile(recipient, `dovetail-compliance-${latest?.on ?? today}`, COMPLIANCE_COLUMNS, rows);
});
