import { shownCode } from "~/domain/shared/organisation-words";
import { z } from "zod";
import type { AuditedProfile } from "~/domain/applications/profile/profile-audit-views.server";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { decimalPence } from "~/domain/money/format";
import type { AuditedSpend } from "~/domain/local-spend/local-spend-audit-views.server";
import { kindLabel } from "~/domain/organisations/organisation";
import type { DownloadColumn } from "~/web/lists/download.server";
import { placeFields } from "~/web/lists/list-page";

/** The address of an auditor's list that is searched by words. */
export const AuditedListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  ...placeFields(),
});

export const SPEND_COLUMNS: DownloadColumn<AuditedSpend>[] = [
  { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
  { header: "Organisation", value: (row) => row.organisationName },
  { header: "Spent on", value: (row) => row.spentOn },
  { header: "Kind of cost", value: (row) => costCategoryName(row.category) },
  { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
  { header: "Matched (pounds)", value: (row) => decimalPence(row.matched) },
  { header: "Orders", value: (row) => row.orderIds.join(" ") },
  { header: "What was bought", value: (row) => row.description },
  { header: "Evidence", value: (row) => row.evidence },
  { header: "Recorded by", value: (row) => row.recordedByName },
  { header: "Recorded at", value: (row) => row.recordedAt.toISOString() },
  { header: "Withdrawn", value: (row) => row.withdrawnReason },
];

export const PROFILE_COLUMNS: DownloadColumn<AuditedProfile>[] = [
  { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
  { header: "Organisation", value: (row) => row.organisationName },
  { header: "Kind", value: (row) => kindLabel(row.organisationKind) },
  { header: "Version", value: (row) => row.version },
  { header: "What it changed", value: (row) => row.change },
  { header: "Needs", value: (row) => row.needs },
  { header: "Saved at", value: (row) => row.savedAt.toISOString() },
  { header: "Saved by", value: (row) => row.savedByName },
];
