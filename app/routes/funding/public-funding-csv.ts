import { forwardView } from "~/domain/funding/forward";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { anyone } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { FUND_COLUMNS, fundsFilter, FundsQuery } from "~/web/funding/funds-query";

/** The funds of the page with the same filter. */
export const loader = anyone.loader({ query: FundsQuery }, async ({ q, query, today, recipient }) =>
  rowsFile(
    recipient,
    `dovetail-funds-${today}`,
    FUND_COLUMNS,
    forwardView(await fundBalances(q), fundsFilter(query), today),
  ),
);
