import { shownCode } from "~/domain/shared/organisation-words";
import { z } from "zod";
import type { AuditedShortlist } from "~/domain/shortlists/shortlist-audit-views.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { placeFields } from "~/web/lists/list-page";
import { stateWord } from "~/domain/shared/state-words";

export const SHORTLIST_STATES = ["open", "locked", "awarded", "abandoned"] as const;

/** The address of the auditors' list of shortlists and of its files. An unknown state is left out, not refused. */
export const ShortlistsQuery = z.object({
  state: z.enum(SHORTLIST_STATES).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  ...placeFields(),
});

export const SHORTLIST_COLUMNS: DownloadColumn<AuditedShortlist>[] = [
  { header: "Shortlist", value: (row) => row.id },
  { header: "Name", value: (row) => row.name },
  { header: "Buyer code", value: (row) => shownCode(row.organisationCode) },
  { header: "Buyer", value: (row) => row.organisationName },
  { header: "Solutions", value: (row) => row.solutions },
  { header: "Started at", value: (row) => row.createdAt.toISOString() },
  { header: "Started by", value: (row) => row.createdBy },
  { header: "State", value: (row) => stateWord(row.state) },
  { header: "Order", value: (row) => row.orderId },
];
