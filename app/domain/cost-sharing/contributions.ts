import type { Steps } from "./steps";

/** What one rule has put down on lines, before its limits, in columns of whole pence. */
export interface Bids {
  count: number;
  line: Int32Array;
  payee: Int32Array;
  amount: Float64Array;
}

/** The bids in the steps from a number on; what was taken back at once, because nothing was left, is no bid of its own. */
export function bidsSince(steps: Steps, from: number): Bids {
  const most = steps.count - from;
  const [line, payee, amount] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  const takesBack = steps.reasons.map(({ kind }) => kind === "nothing-left");
  let count = 0;
  for (let step = from; step < steps.count; step += 1) {
    if (takesBack[steps.reason[step]!]) {
      amount[count - 1]! += steps.amount[step]!;
      continue;
    }
    line[count] = steps.line[step]!;
    payee[count] = steps.payee[step]!;
    amount[count] = steps.amount[step]!;
    count += 1;
  }
  return { count, line, payee, amount };
}
