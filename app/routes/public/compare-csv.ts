import { readComparedIds } from "~/ui/catalogue-address";
import { listingRows } from "~/ui/comparison-rows";
import { anyone } from "~/web/audience.server";
import { comparisonCsv } from "~/web/comparison-csv.server";
import { comparedListings } from "~/web/compared-listings.server";

/** The public comparison with the certificates' numbers and last days. */
export const loader = anyone.loader({}, async ({ q, query, today }) => {
  const compared = await comparedListings(q, readComparedIds(query.solutions), today);
  const names = compared.map(({ solution }) => solution.name);
  return comparisonCsv("dovetail-comparison.csv", names, listingRows(compared));
});
