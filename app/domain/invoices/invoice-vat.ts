import { vatOn, WHOLE_BASIS_POINTS, type BasisPoints, type Pence } from "~/domain/money/money";

/**
 * One share as an invoice asks for a part of it, all at one VAT rate and for one payer. Sums are zero or more; what was
 * invoiced before and is invoiced now is at most the share's.
 */
export interface VatPart {
  /** Of the whole share. */
  net: Pence;
  vat: Pence;
  /** Of it on earlier invoices. */
  netBefore: Pence;
  vatBefore: Pence;
  /** Of it on this one. */
  netNow: Pence;
}

/** What of the same payer's shares at the same rate this invoice leaves alone, and later ones will ask for. */
export interface VatLeft {
  net: Pence;
  vat: Pence;
}

const size = (value: bigint) => (value < 0n ? -value : value);

/** By how much VAT is apart from its rate of a net, in ten-thousandths of a penny, so that nothing is rounded. */
const apart = (vat: bigint, net: bigint, rate: BasisPoints) => vat * WHOLE_BASIS_POINTS - net * BigInt(rate);

/**
 * The VAT of each part of an invoice, in their order. The rule: the VAT of an order is worked out once, and
 * an invoice carries exactly its rate of its net, rounded once, where that leaves the rest within a penny of
 * its own rate, and a penny more or less where it does not; the last invoice of a share carries what is left
 * of it. So all invoices add up to the VAT of the order; and where a payer's shares together are within a
 * penny of their rate to begin with, so is every invoice, however many there are, as long as its shares hold
 * that much VAT. Amounts are pence, the rate is basis points.
 */
export function invoiceVat(parts: readonly VatPart[], left: VatLeft, rate: BasisPoints): Pence[] {
  const net = parts.reduce((all, part) => all + part.netNow, 0n);
  const bounds = parts.map(boundsOf);
  const lowest = bounds.reduce((all, one) => all + one.low, 0n);
  const highest = bounds.reduce((all, one) => all + one.high, 0n);
  const rest = parts.reduce(
    (all, part) => ({
      net: all.net + part.net - part.netBefore - part.netNow,
      vat: all.vat + part.vat - part.vatBefore,
    }),
    { net: left.net as bigint, vat: left.vat as bigint },
  );
  const exact = vatOn(net as Pence, rate);
  // How far from its rate the worse of the two is: this invoice, or all that is still to come.
  const worse = (total: bigint) => {
    const [now, later] = [size(apart(total, net, rate)), size(apart(rest.vat - total, rest.net, rate))];
    return rest.net === 0n || now > later ? now : later;
  };
  const fits = (total: bigint) => total >= lowest && total <= highest;
  const near = [0n, 1n, -1n, 2n, -2n].map((more) => exact + more).filter(fits);
  const total =
    near.find((one) => worse(one) <= WHOLE_BASIS_POINTS) ??
    near.reduce<bigint | null>(
      (best, one) => (best === null || worse(one) < worse(best) ? one : best),
      null,
    ) ??
    (exact < lowest ? lowest : highest);
  return shareOut(parts, bounds, total);
}

interface Bounds {
  low: bigint;
  high: bigint;
}

/** What is ideal for a part, in pennies rounded down: its share's VAT so far less what was invoiced before. */
function idealOf({ net, vat, netBefore, vatBefore, netNow }: VatPart): bigint {
  const ideal = (vat * (netBefore + netNow)) / net - vatBefore;
  return ideal < 0n ? 0n : ideal;
}

/** What VAT a part can carry: with the last of its net all that is left of its share, else about what is ideal. */
function boundsOf(part: VatPart): Bounds {
  const left = part.vat - part.vatBefore;
  if (part.netBefore + part.netNow >= part.net) return { low: left, high: left };
  const ideal = idealOf(part);
  const high = ideal + 2n < left ? ideal + 2n : left;
  const low = ideal > 0n ? ideal - 1n : 0n;
  return high < low ? { low: high, high } : { low, high };
}

/** Shares a total out: to each what keeps it nearest to its share so far, the odd pennies where they show least. */
function shareOut(parts: readonly VatPart[], bounds: readonly Bounds[], total: bigint): Pence[] {
  // What is ideal for a part, not rounded, is a fraction of its share's net: `over` / net.
  const over = parts.map((part) => part.vat * (part.netBefore + part.netNow) - part.vatBefore * part.net);
  const vats = parts.map((part, at) => {
    const { low, high } = bounds[at]!;
    const ideal = idealOf(part);
    return ideal < low ? low : ideal > high ? high : ideal;
  });
  let missing = total - vats.reduce((all, vat) => all + vat, 0n);
  while (missing !== 0n) {
    const step = missing > 0n ? 1n : -1n;
    const at = bestFor(step, { parts, bounds, vats, over });
    vats[at] = vats[at]! + step;
    missing -= step;
  }
  return vats as Pence[];
}

interface Sharing {
  parts: readonly VatPart[];
  bounds: readonly Bounds[];
  vats: readonly bigint[];
  over: readonly bigint[];
}

/** The part that takes a penny more or less with the least harm; the earlier one on a tie. There is one. */
function bestFor(step: bigint, { parts, bounds, vats, over }: Sharing): number {
  let best = -1;
  for (let at = 0; at < parts.length; at += 1) {
    const next = vats[at]! + step;
    if (next < bounds[at]!.low || next > bounds[at]!.high) continue;
    // Lacking so much after the step, as fractions of pennies over the share's net, compared crosswise.
    if (best < 0 || lag(at, step) * parts[best]!.net > lag(best, step) * parts[at]!.net) best = at;
  }
  return best;

  function lag(at: number, of: bigint): bigint {
    return (over[at]! - vats[at]! * parts[at]!.net) * of;
  }
}
