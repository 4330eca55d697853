import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import type { Release } from "~/domain/publication/release";
import { contractRow } from "~/domain/publication/release-text";
import { contractsList } from "~/domain/publication/release-views.server";
import { Problem } from "~/domain/shared/problem";
import { anyone } from "~/web/audience.server";
import { ContractsQuery } from "~/web/contracts-query";
import { csvDownload } from "~/web/download.server";

/** The file is made in memory, for anybody. */
const MOST_ROWS = 50_000;

export const loader = anyone.loader({ query: ContractsQuery }, async ({ q, query }) => {
  const { words, status, sort } = query;
  const found = await contractsList(q, { words, status, sort }).first(MOST_ROWS + 1);
  if (found.length > MOST_ROWS) {
    throw new Problem("rule-broken", "file-too-long", {
      title: `This file holds at most ${MOST_ROWS.toLocaleString("en-GB")} contracts, and there are more`,
      detail: "A file that ended somewhere would look whole. The API has every release, page by page.",
      next: { label: "Releases as JSON", href: "/api/v1/ocds/releases" },
    });
  }
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
    found.map(({ body }) => contractRow(body as Release)),
  );
});
