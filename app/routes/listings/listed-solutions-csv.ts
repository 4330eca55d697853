import { judgedSolutions, type JudgedSolution } from "~/domain/listings/status/listing-status-views.server";
import { verdictWords } from "~/domain/shared/state-words";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { centre } from "~/web/audience.server";
import { ListedQuery, listedFilter } from "~/web/listings/listed-solutions-query";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";

const COLUMNS: DownloadColumn<JudgedSolution>[] = [
  { header: "Solution code", value: (row) => row.id },
  { header: "Solution", value: (row) => row.name },
  { header: "Supplier code", value: (row) => supplierOrganisationCode(row.supplierId) },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "Since", value: (row) => row.since?.toISOString() ?? null },
  { header: "Reason", value: (row) => row.reason },
  { header: "Supported until", value: (row) => row.supportEndsOn },
  { header: "State", value: (row) => row.state.charAt(0).toUpperCase() + row.state.slice(1) },
  { header: "Standards", value: (row) => row.outcome && verdictWords(row.outcome) },
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: ListedQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-solutions-${today}`, COLUMNS, (tx) =>
    judgedSolutions(tx, today, listedFilter(query)),
  ),
);
