import type { Pence } from "~/domain/money/money";
import type { StepContext, StepKind } from "./step-reason";
import type { Steps } from "./steps";

export interface TraceStep {
  ruleNumber: number;
  kind: StepKind;
  /** What this step adds to the share; the steps of a share sum to its net. */
  amount: Pence;
  /** What the step worked on: the cost of the line, or what was left of it. */
  base: Pence;
  context: StepContext;
}

/** The steps of a split in columns of whole pence, as they were entered, and the line and source of each share. */
export interface Trace {
  steps: Readonly<Steps>;
  shares: { readonly count: number; readonly line: Int32Array; readonly source: Int32Array };
}

/** The steps of the share at a position in the result's `shares`, in the order in which they happened. */
export function stepsAt({ steps, shares }: Trace, shareIndex: number): TraceStep[] {
  const source = shares.source[shareIndex]!;
  const found: TraceStep[] = [];
  for (let step = steps.last[shares.line[shareIndex]!]!; step >= 0; step = steps.before[step]!) {
    if (steps.source[step] !== source) continue;
    const { ruleNumber, kind, context } = steps.reasons[steps.reason[step]!]!;
    const amount = BigInt(steps.amount[step]!) as Pence;
    found.push({ ruleNumber, kind, amount, base: BigInt(steps.base[step]!) as Pence, context });
  }
  return found.reverse();
}
