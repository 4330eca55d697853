import type { StateTable } from "~/domain/shared/state-table";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import { EVIDENCE_KIND_WORDS, kindsFor, type EvidenceKind } from "./evidence-kinds";

export type ClaimState =
  | "draft"
  | "submitted"
  | "in_review"
  | "approved"
  | "approved_with_conditions"
  | "returned"
  | "rejected";

export type ClaimDeed = "submit" | "take_up" | "approve" | "approve_with_conditions" | "return" | "reject";

const DECISIONS = {
  approve: "approved",
  approve_with_conditions: "approved_with_conditions",
  return: "returned",
  reject: "rejected",
} as const;

/** What may be done with a claim, and where it leads. It is decided by somebody who began to review it, never unread. */
export const CLAIM_STATES: StateTable<ClaimState, ClaimDeed> = {
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
  /** A link, a register entry, a file reference or the declaration's words. */
  reference: string;
  issuedOn?: Day | null;
  expiresOn?: Day | null;
}

/** What keeps evidence from being complete on a day, in words for the supplier; empty when it is complete. */
export function evidenceGaps(
  items: readonly { position: number; title: string }[],
  given: readonly EvidenceInput[],
  on: Day,
): string[] {
  const gaps: string[] = [];
  for (const item of items) {
    const offered = given.filter((evidence) => evidence.itemPosition === item.position);
    const kinds = kindsFor(item.title);
    const fitting = offered.filter((evidence) => kinds.includes(evidence.kind));
    if (offered.length === 0) gaps.push(`Give evidence for “${item.title}”.`);
    else if (fitting.length === 0) {
      const wanted = kinds.map((kind) => EVIDENCE_KIND_WORDS[kind].toLowerCase()).join(" or ");
      gaps.push(`“${item.title}” is evidenced by ${wanted}.`);
    } else if (fitting.every((evidence) => evidence.expiresOn && evidence.expiresOn < on)) {
      gaps.push(`The evidence for “${item.title}” is out of date.`);
    }
  }
  return gaps;
}

/** The words of a claim's state, for a tag. */
export const CLAIM_STATE_WORDS: Record<ClaimState, string> = {
  draft: "Draft",
  submitted: "Waiting",
  in_review: "In review",
  approved: "Approved",
  approved_with_conditions: "Approved with conditions",
  returned: "Returned for correction",
  rejected: "Rejected",
};
