import { standardsList } from "~/domain/certification/standard-views.server";
import { anyone } from "~/web/audience.server";
import { STANDARD_COLUMNS } from "~/web/certification/certification-downloads";
import { rowsFile } from "~/web/lists/download.server";
import { standardFilter, StandardsQuery } from "~/web/certification/standards-query";

/** The rows of the page with the same filters. */
export const loader = anyone.loader({ query: StandardsQuery }, async ({ q, query, today, recipient }) => {
  const { rows } = await standardsList(q, { on: today, filter: standardFilter(query) });
  return rowsFile(recipient, "dovetail-standards", STANDARD_COLUMNS, rows);
});
