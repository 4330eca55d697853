import { env } from "~/platform/env.server";
import { readCatalogueQuery } from "~/ui/catalogue-address";
import { anyone } from "~/web/audience.server";
import { catalogueColumns } from "~/web/catalogue-rows.server";
import { searchCatalogue } from "~/web/catalogue-search.server";
import { rowsFile } from "~/web/download.server";

/** The rows of the list with the same filters, all pages. */
export const loader = anyone.loader({}, async ({ q, query, today, recipient }) => {
  const { result } = await searchCatalogue(q, { filters: readCatalogueQuery(query), today });
  return rowsFile(recipient, "dovetail-solutions", catalogueColumns(env().PUBLIC_URL), result.rows);
});
