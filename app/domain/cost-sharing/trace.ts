import type { Pence } from "~/domain/money/money";
import type { Steps } from "./steps";

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

export interface TraceStep {
  ruleNumber: number;
  kind: StepKind;
  /** What this step adds to the share; the steps of a share sum to its net. */
  amount: Pence;
  /** What the step worked on: the cost of the line, or what was left of it. */
  base: Pence;
  context: StepContext;
}

/** The steps of a split in columns of whole pence, as they were entered, and the line and payee of each share. */
export interface Trace {
  steps: Readonly<Steps>;
  shares: { readonly count: number; readonly line: Int32Array; readonly payee: Int32Array };
}

/** The steps of the share at a position in the result's `shares`, in the order in which they happened. */
export function stepsAt({ steps, shares }: Trace, shareIndex: number): TraceStep[] {
  const payee = shares.payee[shareIndex]!;
  const found: TraceStep[] = [];
  for (let step = steps.last[shares.line[shareIndex]!]!; step >= 0; step = steps.before[step]!) {
    if (steps.payee[step] !== payee) continue;
    const { ruleNumber, kind, context } = steps.reasons[steps.reason[step]!]!;
    const amount = BigInt(steps.amount[step]!) as Pence;
    found.push({ ruleNumber, kind, amount, base: BigInt(steps.base[step]!) as Pence, context });
  }
  return found.reverse();
}
