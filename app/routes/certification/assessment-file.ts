import { evidenceFile } from "~/domain/certification/claims/claim-views.server";
import { centre } from "~/web/audience.server";
import { EvidenceFileParams } from "~/web/certification/claim-form";
import { fileDownload } from "~/web/files/file-download.server";

/** A file that is evidence of a claim that was sent, for those who review. */
export const loader = centre.loader(
  { params: EvidenceFileParams, roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q, params }) => {
    const { id: claimId, fileId } = params;
    return fileDownload(await evidenceFile(q, { claimId, fileId }));
  },
);
