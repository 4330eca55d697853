import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { suppliersList } from "~/domain/catalogue/supplier-views.server";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { anyone } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** Everybody with at least one published solution, from A to Z, as a file. */
export const loader = anyone.loader({}, async ({ q, today, recipient }) =>
  rowsFile(
    recipient,
    `dovetail-suppliers-${today}`,
    [
      { header: "Supplier code", value: (row) => supplierOrganisationCode(row.id) },
      { header: "Supplier", value: (row) => row.name },
      { header: "What it does", value: (row) => row.summary },
      { header: "Size", value: (row) => (row.size ? wordsOf(row.size) : "Not stated") },
      { header: "Solutions", value: (row) => row.solutions },
    ],
    await suppliersList(q),
  ),
);
