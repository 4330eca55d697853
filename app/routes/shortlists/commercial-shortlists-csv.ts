import { shortlistsForAudit } from "~/domain/shortlists/shortlist-audit-views.server";
import { centre } from "~/web/audience.server";
import { fileOfList } from "~/web/lists/list-download.server";
import { SHORTLIST_COLUMNS, ShortlistsQuery } from "~/web/shortlists/shortlists-query";

/** All rows of the page with the same filters. */
export const loader = centre.loader(
  { query: ShortlistsQuery, roles: ["auditor"] },
  ({ query, today, recipient }) =>
    fileOfList(recipient, `dovetail-shortlists-${today}`, SHORTLIST_COLUMNS, (tx) =>
      shortlistsForAudit(tx, { state: query.state, words: query.q }),
    ),
);
