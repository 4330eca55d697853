import type { StateTable } from "~/domain/shared/state-table";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import { EVIDENCE_KIND_WORDS, kindsOf, type AskedItem, type EvidenceKind } from "./evidence-kinds";

export type ClaimState =
  | "draft"
  | "submitted"
  | "in_review"
  | "approved"
  | "approved_with_conditions"
  | "returned"
  | "rejected";

export type ClaimAction = "submit" | "take_up" | "approve" | "approve_with_conditions" | "return" | "reject";

const DECISIONS = {
  approve: "approved",
  approve_with_conditions: "approved_with_conditions",
  return: "returned",
  reject: "rejected",
} as const;

/** True while a claim is with its supplier, who gives evidence and sends it. */
export const isWithSupplier = (state: ClaimState): boolean => state === "draft" || state === "returned";

/** What may be done with a claim, and where it leads. It is decided by somebody who began to review it, never unread. */
export const CLAIM_STATES: StateTable<ClaimState, ClaimAction> = {
  draft: { submit: "submitted" },
  submitted: { take_up: "in_review" },
  in_review: DECISIONS,
  returned: { submit: "submitted" },
  approved: {},
  approved_with_conditions: {},
  rejected: {},
};

export type ClaimDecision = keyof typeof DECISIONS;

export const CLAIM_DECISIONS = Object.keys(DECISIONS) as ClaimDecision[];

/** True for the decisions that issue a certificate. */
export function issuesCertificate(decision: ClaimDecision): boolean {
  return decision === "approve" || decision === "approve_with_conditions";
}

/** The last day of a certificate: validity counts whole months from its first day, null is no calendar expiry. */
export function certificateEnd(validFrom: Day, validityMonths: number | null): Day | null {
  return validityMonths === null ? null : addDays(addMonths(validFrom, validityMonths), -1);
}

/** An approval with conditions states at most so many. */
export const MOST_CONDITIONS = 10;

/**
 * Why a condition cannot be due on a day, or null: it is due today or later, and while the certificate still counts.
 * `validTo` is the certificate's last day; null has no end.
 */
export function dueDayFault(dueOn: Day, within: { today: Day; validTo: Day | null }): string | null {
  if (dueOn < within.today) return "The day it is due must be today or later";
  if (within.validTo !== null && dueOn > within.validTo) {
    return `The day it is due must be on or before ${formatDay(within.validTo)}, when the certificate ends`;
  }
  return null;
}

export interface EvidenceInput {
  itemPosition: number;
  kind: EvidenceKind;
  /** A link, a register entry, the declaration's words, or the name of the file. */
  reference: string;
  /** The uploaded file, for evidence that is one. */
  fileId?: string | null;
  issuedOn?: Day | null;
  expiresOn?: Day | null;
}

/** The oldest that evidence may be where its standard says nothing of its age: no release of a product is older. */
const OLDEST_EVIDENCE_YEARS = 10;
const MONTHS_OF_A_YEAR = 12;

/**
 * Whether evidence that was issued on a day is older than its item accepts, or than any may be. Without a day of issue it is
 * where the item asks for an age.
 */
export function isTooOld(item: Pick<AskedItem, "validityMonths">, issuedOn: Day | null, on: Day): boolean {
  if (issuedOn === null) return Boolean(item.validityMonths);
  const months = item.validityMonths ?? OLDEST_EVIDENCE_YEARS * MONTHS_OF_A_YEAR;
  return addMonths(issuedOn, months) < on;
}

/** "within the last 6 months". */
export function ageText({ validityMonths }: Pick<AskedItem, "validityMonths">): string {
  if (!validityMonths) return `within the last ${OLDEST_EVIDENCE_YEARS} years`;
  return validityMonths === 1 ? "within the last month" : `within the last ${validityMonths} months`;
}

/** What of a piece of evidence decides whether it counts. */
type Counted = Pick<EvidenceInput, "itemPosition" | "kind" | "issuedOn" | "expiresOn">;

/** What keeps the evidence for one item from being complete on a day, in words for the supplier; null when it is complete. */
export function evidenceGap(item: AskedItem, given: readonly Counted[], on: Day): string | null {
  const offered = given.filter((evidence) => evidence.itemPosition === item.position);
  const kinds = kindsOf(item);
  const fitting = offered.filter((evidence) => kinds.includes(evidence.kind));
  if (offered.length === 0) return `Give evidence for “${item.title}”.`;
  if (fitting.length === 0) {
    const wanted = kinds.map((kind) => EVIDENCE_KIND_WORDS[kind].toLowerCase()).join(" or ");
    return `“${item.title}” is evidenced by ${wanted}.`;
  }
  if (fitting.every((evidence) => evidence.expiresOn && evidence.expiresOn < on)) {
    return `The evidence for “${item.title}” is out of date.`;
  }
  if (fitting.every((evidence) => isTooOld(item, evidence.issuedOn ?? null, on))) {
    return `“${item.title}” must be issued ${ageText(item)}.`;
  }
  return null;
}

/** The gaps of all items, in their order; empty when the evidence is complete. */
export function evidenceGaps(items: readonly AskedItem[], given: readonly Counted[], on: Day): string[] {
  return items.flatMap((item) => evidenceGap(item, given, on) ?? []);
}

/** What a claim is called in lists, files and the audit: "Digital Technology Assessment Criteria, version 2". */
export const claimTitle = (claim: { standardTitle: string; version: string }): string =>
  `${claim.standardTitle}, version ${claim.version}`;

/** The words of a claim's state, for its tag and in files. */
export const CLAIM_STATE_WORDS: Record<ClaimState, string> = {
  draft: "Draft",
  submitted: "Waiting",
  in_review: "In review",
  approved: "Approved",
  approved_with_conditions: "Approved with conditions",
  returned: "Returned for correction",
  rejected: "Rejected",
};
