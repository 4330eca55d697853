import { forwardView } from "~/domain/funding/forward";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { centreColumns, fundsFilter, sortedFunds, SortedFundsQuery } from "~/web/funding/funds-query";

/** The funds of the page with the same filter, in the same order. */
export const loader = centre.loader({ query: SortedFundsQuery }, async ({ q, query, today, recipient }) =>
  rowsFile(
    recipient,
    `dovetail-funds-${today}`,
    centreColumns(),
    sortedFunds(
      forwardView(await fundBalances(q), { ...fundsFilter(query), alsoNotAgreed: true }, today),
      query.sort,
    ),
  ),
);
