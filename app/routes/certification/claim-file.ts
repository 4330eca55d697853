import { evidenceFile } from "~/domain/certification/claims/claim-views.server";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { EvidenceFileParams } from "~/web/certification/claim-form";
import { fileDownload } from "~/web/files/file-download.server";

/** A file that is evidence of one of the supplier's own claims. */
export const loader = supplier.loader({ params: EvidenceFileParams }, async ({ q, actor, params }) => {
  const { id: claimId, fileId } = params;
  return fileDownload(await evidenceFile(q, { claimId, fileId, supplierId: ownSupplier(actor) }));
});
