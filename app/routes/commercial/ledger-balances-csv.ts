import { balancesAsAt } from "~/domain/funding/ledger-history-views.server";
import { centre } from "~/web/audience.server";
import { balancesCsv } from "~/web/balances-csv.server";
import { BalancesQuery, chosenAccounts } from "~/web/balances-query";

/** Every account of the filter at the end of a day. */
export const loader = centre.loader({ query: BalancesQuery }, async ({ q, query, today }) => {
  const on = query.on ?? today;
  return balancesCsv(`dovetail-balances-${on}.csv`, chosenAccounts(await balancesAsAt(q, { on }), query));
});
