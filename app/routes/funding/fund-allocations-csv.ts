import { usedInArea } from "~/domain/funding/allocations/allocation";
import { allocationsOf } from "~/domain/funding/allocations/allocation-views.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { decimalPence } from "~/domain/money/format";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { FundParams } from "~/web/funding/fund-forms";

/** The allocations of a fund; the first two columns are those that an upload has. */
export const loader = centre.loader({ params: FundParams }, async ({ q, params, today, recipient }) => {
  const fund = await fundBalance(q, params.id);
  const { rows } = await allocationsOf(q, fund.fundId);
  return rowsFile(
    recipient,
    `dovetail-allocations-${fund.fundId}-${today}`,
    [
      { header: "ODS code", value: (row) => row.organisationCode },
      { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
      { header: "Organisation", value: (row) => row.organisationName },
      { header: "How it came about", value: (row) => row.basis },
      { header: "Who uses it", value: (row) => usedInArea(row.organisationKind, fund.eligibleBuyerKinds) },
      { header: "Since", value: (row) => row.allocatedOn },
      { header: "Committed (pounds)", value: (row) => decimalPence(row.committed) },
      { header: "Drawn (pounds)", value: (row) => decimalPence(row.drawn) },
      { header: "Taken back (pounds)", value: (row) => decimalPence(row.takenBack) },
      { header: "Awarded but not signed (pounds)", value: (row) => decimalPence(row.offered) },
      { header: "Left of the allocation (pounds)", value: (row) => decimalPence(row.free) },
    ],
    rows,
  );
});
