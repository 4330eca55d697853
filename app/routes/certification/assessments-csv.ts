import { claimsDecided, claimsWaitingList } from "~/domain/certification/claims/claim-views.server";
import { centre } from "~/web/audience.server";
import { ClaimsQuery, decidedFilter, waitingFilter } from "~/web/certification/claims-query";
import { CLAIM_COLUMNS } from "~/web/certification/certification-downloads";
import { fileOfList } from "~/web/lists/list-download.server";

/** The claims that wait, or those that were decided, with the filters of the page, as a file. */
export const loader = centre.loader(
  { query: ClaimsQuery, roles: ["assessor", "commercial_officer", "auditor"] },
  ({ query, recipient }) => {
    const decided = query.list === "decided";
    return fileOfList(
      recipient,
      decided ? "dovetail-claims-decided" : "dovetail-claims-waiting",
      CLAIM_COLUMNS,
      (tx) =>
        decided ? claimsDecided(tx, decidedFilter(query)) : claimsWaitingList(tx, waitingFilter(query)),
    );
  },
);
