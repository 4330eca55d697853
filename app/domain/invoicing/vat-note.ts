import { formatPence } from "~/domain/money/format";
import { sum, vatOn, type BasisPoints, type Pence } from "~/domain/money/money";

export interface RatedLine {
  position: number;
  net: Pence;
  vat: Pence;
  /** Of the item that the line is a part of. */
  vatRate: BasisPoints;
}

const pennies = (amount: bigint) => `${amount < 0n ? -amount : amount}p ${amount < 0n ? "less" : "more"}`;

/**
 * Why the VAT of an invoice is not exactly its rate of what it is on, where it is not; null where it is. The rule: VAT is
 * worked out once for each item of an order over its whole term and shared out with the sums, so that all invoices of
 * the order add up to it.
 */
export function vatNote(lines: readonly RatedLine[]): string | null {
  const rates = [...new Set(lines.map((line) => line.vatRate))].sort((a, b) => b - a);
  const exact = rates.map((rate) => {
    const net = sum(lines.filter((line) => line.vatRate === rate).map((line) => line.net));
    return { rate, net, vat: vatOn(net, rate) };
  });
  const apart = sum(lines.map((line) => line.vat)) - sum(exact.map(({ vat }) => vat));
  if (apart === 0n) return null;
  const reckoned = exact.map(
    ({ rate, net, vat }) => `${rate / 100}% of ${formatPence(net)} is ${formatPence(vat)}`,
  );
  const where = lines
    .map((line) => ({ position: line.position, apart: line.vat - vatOn(line.net, line.vatRate) }))
    .filter((line) => line.apart !== 0n)
    .map((line) => `line ${line.position} (${pennies(line.apart)})`);
  const shown = where.length > 0 ? ` It is in ${new Intl.ListFormat("en-GB").format(where)}.` : "";
  return `${reckoned.join(" and ")}; the VAT of this invoice is ${pennies(apart)}. VAT is worked out once for each item of the order, over its whole term, and shared out to the penny, so that all invoices together carry exactly the VAT of the order.${shown}`;
}
