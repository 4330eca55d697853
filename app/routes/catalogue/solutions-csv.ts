import { env } from "~/platform/env.server";
import { readCatalogueQuery } from "~/ui/catalogue/catalogue-address";
import { anyone } from "~/web/audience.server";
import { catalogueColumns } from "~/web/catalogue/catalogue-rows.server";
import { searchCatalogue } from "~/web/catalogue/catalogue-search.server";
import { rowsFile } from "~/web/lists/download.server";

/** The rows of the list with the same filters, all pages. */
export const loader = anyone.loader({}, async ({ q, query, today, recipient }) => {
  const filters = readCatalogueQuery(query);
  const { catalogue, result } = await searchCatalogue(q, { filters, today });
  return rowsFile(
    recipient,
    "dovetail-solutions",
    catalogueColumns(env().PUBLIC_URL, result, catalogue.names, filters.priceFor),
    result.rows,
  );
});
