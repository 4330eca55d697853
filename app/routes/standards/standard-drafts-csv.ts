import { draftsList, type DraftRow } from "~/domain/standards/draft-views.server";
import { draftStateWord, KIND_WORDS } from "~/domain/standards/draft-words";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import { draftFilter, DraftsQuery } from "~/web/standards/draft-forms";

const COLUMNS: DownloadColumn<DraftRow>[] = [
  { header: "Reference", value: (row) => row.id },
  { header: "Standard code", value: (row) => row.standardId },
  { header: "Standard", value: (row) => row.title },
  { header: "What", value: (row) => KIND_WORDS[row.kind] },
  { header: "Version", value: (row) => (row.kind === "retirement" ? null : row.version) },
  { header: "In force from", value: (row) => row.effectiveFrom },
  { header: "To be met by", value: (row) => row.complyBy },
  { header: "Begun by", value: (row) => row.createdByName },
  { header: "Last changed", value: (row) => row.changedAt.toISOString() },
  { header: "State", value: (row) => draftStateWord(row.state) },
];

/** All rows of the page with the same filter. */
export const loader = centre.loader({ query: DraftsQuery }, ({ query, today, recipient }) =>
  fileOfList(recipient, `dovetail-drafts-of-standards-${today}`, COLUMNS, (tx) =>
    draftsList(tx, draftFilter(query)),
  ),
);
