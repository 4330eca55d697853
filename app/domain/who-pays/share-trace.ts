import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

/** Why a share is what it is: kept with it, so that it can be explained long after the agreement was replaced. */
export interface ShareTrace {
  /** The one that shared out this cost. Null when none covers it: then the buyer pays it all. */
  agreement: { agreementId: string; version: number; title: string } | null;
  /**
   * The cost line that was split, in pounds: "600.00"; where it is used, when that is one place; and its VAT rate in basis
   * points, which traces of before 30 November 2026 have not.
   */
  line: { net: string; vat: string; location?: string; vatRate?: number };
  /** How much of the share's VAT comes back to the payer, and why. */
  vat: string;
  /** In the order in which they happened; their amounts, in pounds, sum to the share's net. */
  steps: { ruleNumber: number; text: string; amount: string }[];
  /** The rules that the steps name, as sentences. */
  rules: { ruleNumber: number; text: string }[];
  /** The order date, as at which the facts hold. Traces of before 22 November 2026 have none of what follows. */
  on?: Day;
  /** Which other agreements cover this cost, and why they gave way, one sentence each. */
  precedence?: string[];
  /** The facts that the rules turn on, each with its source and date. */
  facts?: string[];
  /** Rules that would have paid and did not, and why. */
  notCounted?: string[];
  /** Parts of the share's net that wait for a milestone, in pence. */
  releases?: HeldPart[];
}

/** A part of a share's net that is invoiced only once a milestone of the order is confirmed. */
export interface HeldPart {
  ruleNumber: number;
  /** As the rule names it; the order has a milestone of that title. */
  milestone: string;
  /** Whole pence: "60000". */
  pence: string;
  text: string;
}

/** Reads a stored trace. */
export function readTrace(stored: unknown): ShareTrace {
  return stored as ShareTrace;
}

/** The pence of a held part. */
export function heldPence(part: HeldPart): Pence {
  return BigInt(part.pence) as Pence;
}

/** Whether a milestone of an order is the one that a rule names: the same title, whatever the letters' size. */
export function sameMilestone(a: string, b: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  return plain(a) === plain(b);
}
