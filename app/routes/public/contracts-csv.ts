import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { contractRow } from "~/domain/publication/release-text";
import { contractsPublished } from "~/domain/publication/release-views.server";
import { anyone } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

const MOST_ROWS = 50_000;

export const loader = anyone.loader({}, async ({ q }) => {
  const found = await contractsPublished(q, { limit: MOST_ROWS });
  return csvDownload(
    "dovetail-contracts.csv",
    [
      { header: "ocid", value: (row) => row.ocid },
      { header: "title", value: (row) => row.title },
      { header: "buyer id", value: (row) => row.buyerId },
      { header: "buyer", value: (row) => row.buyer },
      { header: "supplier id", value: (row) => row.supplierId },
      { header: "supplier", value: (row) => row.supplier },
      { header: "framework", value: (row) => row.framework },
      { header: "net value GBP", value: (row) => decimalPence(pence(row.netPence)) },
      { header: "gross value GBP", value: (row) => decimalPence(pence(row.grossPence)) },
      { header: "start", value: (row) => row.startDate },
      { header: "end", value: (row) => row.endDate },
      { header: "signed", value: (row) => row.signedAt },
      { header: "status", value: (row) => row.status },
    ],
    found.map(({ release }) => contractRow(release)),
  );
});
