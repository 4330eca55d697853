import { profilesForAudit } from "~/domain/applications/profile/profile-audit-views.server";
import { AuditedListQuery, PROFILE_COLUMNS } from "~/web/audit/audited-lists-query";
import { centre } from "~/web/audience.server";
import { fileOfList } from "~/web/lists/list-download.server";

/** All rows of the page with the same words. */
export const loader = centre.loader(
  { query: AuditedListQuery, roles: ["auditor"] },
  ({ query, today, recipient }) =>
    fileOfList(recipient, `dovetail-profiles-${today}`, PROFILE_COLUMNS, (tx) =>
      profilesForAudit(tx, { words: query.q }),
    ),
);
