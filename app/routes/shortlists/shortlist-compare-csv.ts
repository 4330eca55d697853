import { shortlistRows } from "~/ui/shortlists/shortlist-rows";
import { buyer } from "~/web/audience.server";
import { comparisonFile } from "~/web/catalogue/comparison-csv.server";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

/** The comparison on the buyer's own terms, with certificate numbers and their last days. */
export const loader = buyer.loader(
  { params: ShortlistParams },
  async ({ q, params, actor, today, recipient }) => {
    const { comparison, names } = await shownComparison(q, { id: params.id, actor, today });
    return comparisonFile(
      recipient,
      `dovetail-${params.id}-comparison`,
      comparison.solutions.map((each) => each.name),
      shortlistRows(comparison, names, actor.organisationCode),
    );
  },
);
