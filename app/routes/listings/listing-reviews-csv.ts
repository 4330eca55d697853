import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { CHANGE_KIND_WORDS, changeStateWord } from "~/domain/listings/change";
import { changesToReview, type ChangeRow } from "~/domain/listings/change-list-views.server";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import { reviewFilter, ReviewsQuery } from "~/web/listings/listing-forms";

const COLUMNS: DownloadColumn<ChangeRow>[] = [
  { header: "Reference", value: (row) => row.id },
  { header: "Solution code", value: (row) => row.solutionId },
  { header: "Solution", value: (row) => row.name },
  { header: "Supplier code", value: (row) => supplierOrganisationCode(row.supplierId) },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "What", value: (row) => CHANGE_KIND_WORDS[row.kind] },
  { header: "Sent in", value: (row) => row.submittedAt?.toISOString() ?? null },
  { header: "Last changed", value: (row) => row.changedAt.toISOString() },
  { header: "State", value: (row) => changeStateWord(row.state) },
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: ReviewsQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-listings-to-review-${today}`, COLUMNS, (tx) =>
    changesToReview(tx, reviewFilter(query)),
  ),
);
