import { formatPence } from "./format";
import { vatOn, WHOLE_BASIS_POINTS, type BasisPoints, type Pence } from "./money";

/** "20% of £100.03 is £20.01 to the nearest penny", or without the last words where it is exactly that. */
export function vatEquation(net: Pence, rate: BasisPoints): string {
  const rounded = (net * BigInt(rate)) % WHOLE_BASIS_POINTS === 0n ? "" : " to the nearest penny";
  return `${rate / 100}% of ${formatPence(net)} is ${formatPence(vatOn(net, rate))}${rounded}`;
}

/** "1p more" or "2p less": by how much VAT is apart from its rate. */
export function penniesApart(amount: bigint): string {
  return `${amount < 0n ? -amount : amount}p ${amount < 0n ? "less" : "more"}`;
}
