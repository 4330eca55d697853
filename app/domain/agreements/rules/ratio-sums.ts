import { ratioOf, type Ratio } from "./rule";

/** A sum of ratios, n of d. */
export interface Sum {
  n: bigint;
  d: bigint;
}

export const NOTHING: Sum = { n: 0n, d: 10_000n };

/** Adds a ratio to a sum of fractions exactly; the result is not reduced. */
export function plus({ n, d }: Sum, ratio: Ratio): Sum {
  const { numerator, denominator } = ratioOf(ratio);
  return denominator === d
    ? { n: n + numerator, d }
    : { n: n * denominator + numerator * d, d: d * denominator };
}

/** A fraction as a percentage for people: "62.5%". */
export function percentText({ n, d }: Sum): string {
  const hundredths = (n * 10_000n) / d;
  const fraction = (hundredths % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${hundredths / 100n}${fraction ? `.${fraction}` : ""}%`;
}
