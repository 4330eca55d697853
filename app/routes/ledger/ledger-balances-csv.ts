import { balancesAsAt } from "~/domain/ledger/ledger-history-views.server";
import { centre } from "~/web/audience.server";
import { balancesFile } from "~/web/ledger/balances-csv.server";
import { BalancesQuery, chosenAccounts } from "~/web/ledger/balances-query";

/** Every account of the filter at the end of a day. */
export const loader = centre.loader({ query: BalancesQuery }, async ({ q, query, today, recipient }) => {
  const on = query.on ?? today;
  return balancesFile(
    recipient,
    `dovetail-balances-${on}`,
    chosenAccounts(await balancesAsAt(q, { on }), query),
  );
});
