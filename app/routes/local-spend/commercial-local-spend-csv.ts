import { localSpendForAudit } from "~/domain/local-spend/local-spend-audit-views.server";
import { SPEND_COLUMNS, spendFilter, SpendListQuery } from "~/web/audit/audited-lists-query";
import { centre } from "~/web/audience.server";
import { fileOfList } from "~/web/lists/list-download.server";

/** All rows of the page with the same words. */
export const loader = centre.loader(
  { query: SpendListQuery, roles: ["commercial_officer", "auditor"] },
  ({ query, today, recipient }) =>
    fileOfList(recipient, `dovetail-local-spend-${today}`, SPEND_COLUMNS, (tx) =>
      localSpendForAudit(tx, spendFilter(query)),
    ),
);
