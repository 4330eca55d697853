import { impactReport } from "~/domain/standards/impact-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { DraftParams } from "~/web/standards/draft-forms";
import { CONTRACT_COLUMNS } from "~/web/standards/impact-columns";

/** The live contracts that the change reaches. */
export const loader = centre.loader({ params: DraftParams }, async ({ q, params, today, recipient }) => {
  const { contracts } = await impactReport(q, { draftId: params.id, today });
  const rows = contracts.filter((row) => row.effect === "change");
  return rowsFile(recipient, `dovetail-impact-of-${params.id}-contracts-${today}`, CONTRACT_COLUMNS, rows);
});
