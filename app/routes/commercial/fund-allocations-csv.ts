import { allocationsOf } from "~/domain/funding/allocation-views.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { decimalPence } from "~/domain/money/format";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";
import { FundParams } from "~/web/fund-forms";

/** The allocations of a fund; the first two columns are those that an upload has. */
export const loader = centre.loader({ params: FundParams }, async ({ q, params, today }) => {
  const fund = await fundBalance(q, params.id);
  const { rows } = await allocationsOf(q, fund.fundId);
  return csvDownload(
    `dovetail-allocations-${fund.fundId}-${today}.csv`,
    [
      { header: "ODS code", value: (row) => row.organisationCode },
      { header: "Amount", value: (row) => decimalPence(row.amount) },
      { header: "Organisation", value: (row) => row.organisationName },
      { header: "How it came about", value: (row) => row.basis },
      { header: "Since", value: (row) => row.allocatedOn },
      { header: "Committed", value: (row) => decimalPence(row.committed) },
      { header: "Drawn", value: (row) => decimalPence(row.drawn) },
      { header: "Free", value: (row) => decimalPence(row.free) },
    ],
    rows,
  );
});
