import type { Steps } from "./steps";

/** What one rule has put down on lines, before its limits, in columns of whole pence. */
export interface Contributions {
  count: number;
  line: Int32Array;
  source: Int32Array;
  amount: Float64Array;
}

/** The contributions in the steps from a number on; what was taken back at once, because nothing was left, is no contribution of its own. */
export function contributionsSince(steps: Steps, from: number): Contributions {
  const most = steps.count - from;
  const [line, source, amount] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  const takesBack = steps.reasons.map(({ kind }) => kind === "nothing-left");
  let count = 0;
  for (let step = from; step < steps.count; step += 1) {
    if (takesBack[steps.reason[step]!]) {
      amount[count - 1]! += steps.amount[step]!;
      continue;
    }
    line[count] = steps.line[step]!;
    source[count] = steps.source[step]!;
    amount[count] = steps.amount[step]!;
    count += 1;
  }
  return { count, line, source, amount };
}
