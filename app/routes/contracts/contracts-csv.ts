import { shownCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import type { Release } from "~/domain/contracts/release";
import { contractRow, contractStatus } from "~/domain/contracts/release-text";
import { contractsList } from "~/domain/contracts/release-views.server";
import { Problem } from "~/domain/shared/problem";
import { anyone } from "~/web/audience.server";
import { ContractsQuery } from "~/web/contracts/contracts-query";
import { rowsFile } from "~/web/lists/download.server";

/** The file is made in memory, for anybody. */
const MOST_ROWS = 50_000;

export const loader = anyone.loader({ query: ContractsQuery }, async ({ q, query, recipient }) => {
  const { words, status, sort } = query;
  const found = await contractsList(q, { words, status, sort }).first(MOST_ROWS + 1);
  if (found.length > MOST_ROWS) {
    throw new Problem("rule-broken", "file-too-long", {
      title: `This file holds at most ${MOST_ROWS.toLocaleString("en-GB")} contracts, and there are more`,
      detail: "A file that ended somewhere would look whole. The API has every release, page by page.",
      next: { label: "Releases as JSON", href: "/api/v1/ocds/releases" },
    });
  }
  return rowsFile(
    recipient,
    "dovetail-contracts",
    [
      { header: "Contract identifier (OCID)", value: (row) => row.ocid },
      { header: "Title", value: (row) => row.title },
      { header: "Buyer code", value: (row) => shownCode(row.buyerCode) },
      { header: "Buyer", value: (row) => row.buyer },
      { header: "Supplier code", value: (row) => row.supplierCode },
      { header: "Supplier", value: (row) => row.supplier },
      { header: "Framework", value: (row) => row.framework },
      { header: "Excluding VAT (pounds)", value: (row) => decimalPence(pence(row.netPence)) },
      { header: "Including VAT (pounds)", value: (row) => decimalPence(pence(row.grossPence)) },
      { header: "First day", value: (row) => row.startDate },
      { header: "Last day", value: (row) => row.endDate },
      { header: "Signed at", value: (row) => row.signedAt },
      { header: "Status", value: (row) => contractStatus(row.status) },
    ],
    found.map(({ body }) => contractRow(body as Release)),
  );
});
