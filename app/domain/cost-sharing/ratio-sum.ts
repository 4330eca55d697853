import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

const PER_PENNY = 100n;

/** "£52,419.355" exactly, or "£33.3333…" where four decimals do not hold it; null when it is whole in pence. */
function beyondPence(base: Pence, { numerator, denominator }: Fraction): string | null {
  const product = base * numerator;
  if (product % denominator === 0n) return null;
  const exact = formatUnitPrice(((product * PER_PENNY) / denominator) as UnitPrice);
  return (product * PER_PENNY) % denominator === 0n ? exact : `${exact}…`;
}

const size = (value: bigint) => (value < 0n ? -value : value);

/**
 * "50% of £104,838.72 = £52,419.36"; of £104,838.71 it "is £52,419.355, in whole pence £52,419.35" with where the rest
 * of the penny is. What is not equal is never written as an equation.
 */
export function ratioSum(input: {
  ratio: Fraction;
  ratioText: string;
  base: Pence;
  /** The base in words; the sum itself when it is left out. */
  what?: string;
  amount: Pence;
  /** Who has the other parts, in words. */
  others?: string;
}): string {
  const { ratio, ratioText, base, amount, others = "what the others pay of this cost" } = input;
  const of = `${ratioText} of ${input.what ?? formatPence(base)}`;
  const exact = beyondPence(base, ratio);
  if (exact === null) return `${of} = ${formatPence(amount)}`;
  const down = size(amount) * ratio.denominator < size(base * ratio.numerator);
  const where = down
    ? `the rest of the penny is in ${others}`
    : `what completes the penny comes from ${others}`;
  return `${of} is ${exact}, in whole pence ${formatPence(amount)}; ${where}`;
}
