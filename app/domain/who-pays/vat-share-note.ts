import { formatPence } from "~/domain/money/format";
import { vatOn, type BasisPoints, type Pence } from "~/domain/money/money";
import { penniesApart, vatEquation } from "~/domain/money/vat-text";

interface Taxed {
  net: Pence;
  vat: Pence;
}

/**
 * Why the VAT of a share is not its rate of the share to the penny, and where the odd penny fell; null where
 * it is. VAT is worked out once for an item over its whole term, divided over the periods of the term, and
 * the VAT of each period (its cost line) over those who pay it: each step may leave a part a penny beside its
 * rate, so that all parts add up. The rate is basis points.
 */
export function vatShareNote(share: Taxed, line: Taxed, rate: BasisPoints): string | null {
  const apart = share.vat - vatOn(share.net, rate);
  if (apart === 0n) return null;
  const ofPeriod = line.vat - vatOn(line.net, rate);
  const where =
    ofPeriod === 0n
      ? `The VAT of the whole ${formatPence(line.net)} of this period is its rate, ${formatPence(line.vat)}: the odd penny fell between those who pay it.`
      : `The odd penny fell on this period: the VAT of its ${formatPence(line.net)} is ${formatPence(line.vat)}, ${penniesApart(ofPeriod)} than its rate.`;
  return `${vatEquation(share.net, rate)}; the VAT of this share is ${penniesApart(apart)}. VAT is worked out once for an item over its whole term, and its parts, by period and by payer, add up to exactly that. ${where}`;
}
