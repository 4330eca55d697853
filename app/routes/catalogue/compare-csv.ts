import { readComparedIds } from "~/ui/catalogue/catalogue-address";
import { listingRows } from "~/ui/shortlists/comparison-rows";
import { anyone } from "~/web/audience.server";
import { comparisonFile } from "~/web/catalogue/comparison-csv.server";
import { comparedListings } from "~/web/catalogue/compared-listings.server";

/** The public comparison with the certificates' numbers and last days. */
export const loader = anyone.loader({}, async ({ q, query, today, recipient }) => {
  const compared = await comparedListings(q, readComparedIds(query.solutions), today);
  const names = compared.map(({ solution }) => solution.name);
  return comparisonFile(recipient, "dovetail-comparison", names, listingRows(compared));
});
