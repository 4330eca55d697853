/*
 * The course of a purchase of the past, in days after its need was told: what the list of purchases and those who carry
 * them out both count with.
 */

/** The order is filled in nine days after the need was told, and starts five weeks later. */
export const FILLED_IN_AFTER_DAYS = 9;
export const STARTS_AFTER_DAYS = FILLED_IN_AFTER_DAYS + 36;
/** Milestones are confirmed on these days, invoiced three days later and paid after twenty. */
export const CONFIRMED_AFTER_DAYS = [70, 170] as const;
export const INVOICED_DAYS_LATER = 3;
export const PAID_DAYS_LATER = 20;

/** How far a purchase of the past has come. */
export type Stage =
  | "shortlist"
  | "locked"
  | "in-progress"
  | "awaiting-approval"
  | "awaiting-signature"
  | "live"
  | "invoiced"
  | "part-paid"
  | "paid";
const STAGES: readonly Stage[] = [
  "shortlist",
  "locked",
  "in-progress",
  "awaiting-approval",
  "awaiting-signature",
  "live",
  "invoiced",
  "part-paid",
  "paid",
];

export interface SeedPurchase {
  buyerCode: string;
  name: string;
  need: string;
  lotId: string;
  solutionId: string;
  rivals: readonly string[];
  unit: string;
  quantity: number;
  /** Recipients other than the buyer, with how many each. */
  recipients?: Readonly<Record<string, number>>;
  termMonths: number;
  daysAgo: number;
  stage: Stage;
}

export const reached = (purchase: SeedPurchase, stage: Stage) =>
  STAGES.indexOf(purchase.stage) >= STAGES.indexOf(stage);
