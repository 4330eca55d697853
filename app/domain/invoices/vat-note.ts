import { sum, vatOn, type BasisPoints, type Pence } from "~/domain/money/money";
import { penniesApart, vatEquation } from "~/domain/money/vat-text";
import { listed } from "~/domain/shared/sentence";

export interface RatedLine {
  position: number;
  net: Pence;
  vat: Pence;
  /** Of the item that the line is a part of. */
  vatRate: BasisPoints;
}

/**
 * Why the VAT of an invoice, or of one of its lines, is not exactly its rate of what it is on, where it is not; null where
 * it is. The rule is that of `invoiceVat`: VAT is worked out once for each item of an order over its whole term, and all
 * invoices of the order add up to it.
 */
export function vatNote(lines: readonly RatedLine[]): string | null {
  const rates = [...new Set(lines.map((line) => line.vatRate))].sort((a, b) => b - a);
  const odd = rates.flatMap((rate) => {
    const own = lines.filter((line) => line.vatRate === rate);
    const net = sum(own.map((line) => line.net));
    const apart = sum(own.map((line) => line.vat)) - vatOn(net, rate);
    return apart === 0n ? [] : [{ rate, net, apart }];
  });
  const where = lines
    .map((line) => ({ position: line.position, apart: line.vat - vatOn(line.net, line.vatRate) }))
    .filter((line) => line.apart !== 0n)
    .map((line) => `line ${line.position} (${penniesApart(line.apart)})`);
  if (odd.length === 0 && where.length === 0) return null;
  if (odd.length === 0)
    return `VAT is rounded once for the whole invoice, not line by line: the odd pennies are in ${listed(where)}.`;
  const reckoned = odd.map(
    ({ rate, net, apart }) => `${vatEquation(net, rate)}; the VAT of this invoice is ${penniesApart(apart)}`,
  );
  const shown = where.length > 0 ? ` It is in ${listed(where)}.` : "";
  return `${reckoned.join(", and ")}. VAT is worked out once for each item of the order, over its whole term, and each invoice carries its rate to the penny as far as all invoices together still carry exactly the VAT of the order.${shown}`;
}
