import { shownCode } from "~/domain/shared/organisation-words";
import { z } from "zod";
import type { AuditedProfile } from "~/domain/applications/profile/profile-audit-views.server";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { decimalPence } from "~/domain/money/format";
import type { AuditedSpend } from "~/domain/local-spend/local-spend-audit-views.server";
import { confirmedAmount, shownState, SPEND_STATES } from "~/domain/local-spend/spend-state";
import { stateWord } from "~/domain/shared/state-words";
import { several } from "~/web/orders/order-forms";
import { kindLabel } from "~/domain/organisations/organisation";
import type { DownloadColumn } from "~/web/lists/download.server";
import { placeFields } from "~/web/lists/list-page";

/** The address of an auditor's list that is searched by words. */
export const AuditedListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  ...placeFields(),
});

/** What a record of local spend can be; the centre's list is filtered by it. */
export const SPEND_CHOICES = [...SPEND_STATES, "withdrawn"] as const;
type SpendChoice = (typeof SPEND_CHOICES)[number];

/** The same of local spend, which is filtered by state as well. */
export const SpendListQuery = AuditedListQuery.extend({
  state: several.transform((states) =>
    states.filter((state): state is SpendChoice => (SPEND_CHOICES as readonly string[]).includes(state)),
  ),
});

/** What the centre's list of local spend holds, on the page and in its files. */
export const spendFilter = ({ q, state }: z.output<typeof SpendListQuery>) => ({ words: q, states: state });

export const SPEND_COLUMNS: DownloadColumn<AuditedSpend>[] = [
  { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
  { header: "Organisation", value: (row) => row.organisationName },
  { header: "Spent on", value: (row) => row.spentOn },
  { header: "Kind of cost", value: (row) => costCategoryName(row.category) },
  { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
  { header: "State", value: (row) => stateWord(shownState(row)) },
  { header: "Confirmed (pounds)", value: (row) => decimalPence(confirmedAmount(row)) },
  { header: "Matched (pounds)", value: (row) => decimalPence(row.matched) },
  { header: "Orders", value: (row) => row.orderIds.join(" ") },
  { header: "What was bought", value: (row) => row.description },
  { header: "Evidence", value: (row) => row.evidence },
  { header: "Recorded by", value: (row) => row.recordedByName },
  { header: "Recorded at", value: (row) => row.recordedAt.toISOString() },
  { header: "Decided by", value: (row) => row.decidedByName },
  { header: "Decided at", value: (row) => row.decidedAt?.toISOString() ?? null },
  { header: "Declined because", value: (row) => row.declinedReason },
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
