import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, pence, sum, vatOn, type Pence } from "~/domain/money/money";
import { invoiceVat } from "./invoice-vat";

interface Share {
  net: Pence;
  vat: Pence;
}

const SHARES = fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 8 });
const RATES = fc.constantFrom(2_000, 500, 1_750, 0);
const CUTS = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 5 });

/** A payer's shares with VAT that is together its rate of their sum, rounded once, and shared out by their nets. */
function sharesOf(nets: readonly number[], rate: number): Share[] {
  const all = nets.map((net) => pence(net));
  const vat = vatOn(sum(all), rate);
  const vats = vat === 0n ? all.map(() => pence(0)) : allocate(vat, all);
  return all.map((net, at) => ({ net, vat: vats[at]! }));
}

/** The net of each share on each invoice, by percentages as milestones have them. */
function netsOf(shares: readonly Share[], cuts: readonly number[]): Pence[][] {
  const points = [0, ...[...cuts].sort((a, b) => a - b), 10_000];
  const weights = points.slice(1).map((point, at) => BigInt(point - points[at]!));
  return shares.map(({ net }) => (net === 0n ? weights.map(() => pence(0)) : allocate(net, weights)));
}

/** The invoices one after another: for each what it asks of which share. */
function invoiced(shares: readonly Share[], nets: readonly Pence[][], rate: number) {
  const before = shares.map(() => ({ net: 0n, vat: 0n }));
  return nets[0]!.map((_, invoice) => {
    const now = shares.flatMap((_share, at) => (nets[at]![invoice] === 0n ? [] : [at]));
    const others = shares.map((_share, at) => at).filter((at) => !now.includes(at));
    const parts = now.map((at) => ({
      ...shares[at]!,
      netBefore: before[at]!.net as Pence,
      vatBefore: before[at]!.vat as Pence,
      netNow: nets[at]![invoice]!,
    }));
    const left = {
      net: others.reduce((all, at) => all + shares[at]!.net - before[at]!.net, 0n) as Pence,
      vat: others.reduce((all, at) => all + shares[at]!.vat - before[at]!.vat, 0n) as Pence,
    };
    const vats = invoiceVat(parts, left, rate);
    now.forEach((at, place) => {
      before[at]!.net += nets[at]![invoice]!;
      before[at]!.vat += vats[place]!;
    });
    return { net: sum(parts.map((part) => part.netNow)), vat: sum(vats), vats };
  });
}

const size = (value: bigint) => (value < 0n ? -value : value);
/** Whether VAT is within a penny of its rate, which itself is not rounded. */
const within = (pennies: bigint, { net, vat }: { net: bigint; vat: bigint }, rate: number) =>
  size(vat * 10_000n - net * BigInt(rate)) <= pennies * 10_000n;

describe("the VAT of a payer's invoices", () => {
  it("adds up to the VAT of its shares to the penny, and no line takes any back", () => {
    fc.assert(
      fc.property(
        SHARES,
        CUTS,
        RATES,
        fc.array(fc.integer({ min: -3, max: 3 })),
        (nets, cuts, rate, slips) => {
          // Shares as an order may have them: each some pennies beside its rate.
          const shares = sharesOf(nets, rate).map((share, at) => {
            const vat = share.vat + BigInt(slips[at] ?? 0);
            return { ...share, vat: (vat < 0n || share.net === 0n ? 0n : vat) as Pence };
          });
          const made = invoiced(shares, netsOf(shares, cuts), rate);
          expect(sum(made.map((each) => each.vat))).toBe(sum(shares.map((share) => share.vat)));
          for (const vat of made.flatMap((each) => each.vats)) expect(vat >= 0n).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("is within a penny of the rate on every invoice, where the shares together are", () => {
    fc.assert(
      fc.property(SHARES, CUTS, RATES, (nets, cuts, rate) => {
        const shares = sharesOf(nets, rate);
        for (const made of invoiced(shares, netsOf(shares, cuts), rate))
          expect(within(1n, made, rate), JSON.stringify([made.net, made.vat].map(String))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is exact for a single share however often it is invoiced, but for at most one penny", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), CUTS, RATES, (net, cuts, rate) => {
        const shares = sharesOf([net], rate);
        const odd = invoiced(shares, netsOf(shares, cuts), rate).map(
          (made) => made.vat - vatOn(made.net, rate),
        );
        for (const apart of odd) expect(size(apart) <= 1n).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("by hand: thirds of £100.00 at 20%", () => {
    const shares = sharesOf([10_000], 2_000);
    // £33.33, £33.33 and £33.34 carry £6.666, £6.666 and £6.668: £6.67, £6.67 and what is left, £6.66
    const nets = [[3_333, 3_333, 3_334].map((net) => pence(net))];
    expect(invoiced(shares, nets, 2_000).map((made) => made.vat)).toEqual([667n, 667n, 666n]);
  });
});
