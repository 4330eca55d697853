import type { Pence } from "~/domain/money/money";

/**
 * Why a share is what it is, as numbers. Steps are kept in columns, not objects, and become text only when somebody
 * asks: an order of 100,000 lines has as many steps, and nobody reads them all.
 */
export type StepKind =
  | "portion" // a part of the whole cost
  | "rest-portion" // a part of what was left
  | "sum" // this line's part of a fixed sum, a rate per unit or a first slice
  | "band" // this line's part of what marginal bands come to
  | "nothing-left" // the rule asked for more than was left of the cost
  | "cut" // a cap or an envelope takes back what is over it
  | "moved-away" // a floor moves this to the payer that must pay more
  | "moved-here"
  | "rest"; // the residual payer takes what is left

export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** The inputs that several steps of one rule share. */
export interface StepContext {
  /** The rule whose asking was cut, or null when a limit cut several. */
  askedBy?: number | null;
  /** The whole sum given, allowed or required. */
  limit?: Pence;
  /** What was asked, before the cap, or what was paid, before the floor. */
  total?: Pence;
  /** The pot, for a person: "order", "organisation:R0A", "2026/27", "contract year 2". */
  bucket?: string;
  /** Already used of the pot before. */
  used?: Pence;
  /** Units counted, for a rate per unit. */
  count?: bigint;
  /** Numerator and denominator of a portion. */
  ratio?: Fraction;
  /** Local spend that is matched, at what rate and up to what. */
  matched?: { spent: Pence; ratio: Fraction; max: Pence };
  /** The slices of a cost, or of a count, that lie in marginal bands, and the payer's part of each. */
  bands?: { cost: Pence; count: bigint | null; slices: readonly { size: bigint; ratio: Fraction }[] };
}

/** What steps of one rule have in common; many steps point to one. */
export interface StepReason {
  ruleNumber: number;
  kind: StepKind;
  context: StepContext;
}
