import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { daysOverdue, dueOn, invoicesOf, lineCost } from "./invoice";

const share = (id: string, payerCode: string, net: number, vat: number, recoverableVat = 0) => ({
  financialYear: 2026,
  held: [],
  id,
  payerCode,
  text: "Licence, year 1",
  net: pence(net),
  vat: pence(vat),
  recoverableVat: pence(recoverableVat),
  vatRate: 2_000,
  before: NOTHING,
});
const NOTHING = { net: pence(0), vat: pence(0), recoverableVat: pence(0) };

/** The invoices of one milestone after another, each knowing what the earlier ones asked for. */
function inOrder(shares: ReturnType<typeof share>[], milestones: ReturnType<typeof confirmed>) {
  const before = new Map(shares.map((each) => [each.id, NOTHING]));
  return milestones.map((_, milestone) => {
    const known = shares.map((each) => ({ ...each, before: before.get(each.id)! }));
    const made = invoicesOf(known, milestones, { milestone }, 0);
    for (const line of made.flatMap((each) => each.lines)) {
      const { net, vat, recoverableVat } = before.get(line.shareId)!;
      before.set(line.shareId, {
        net: sum([net, line.net]),
        vat: sum([vat, line.vat]),
        recoverableVat: sum([recoverableVat, line.recoverableVat]),
      });
    }
    return made;
  });
}

/** Milestones of these percentages, all confirmed on 1 December 2026. */
const confirmed = (...basisPoints: number[]) =>
  basisPoints.map((paymentBasisPoints, index) => ({
    title: `Milestone ${index + 1}`,
    paymentBasisPoints,
    confirmedAt: new Date("2026-12-01T10:00:00Z"),
  }));

describe("each payer gets one invoice for its part of a milestone", () => {
  it("splits 40% and 60% to the penny", () => {
    // £1,000.01 at 40% is £400.004: £400.00 now and £600.01 at the next; VAT £200.00 gives £80.00 and £120.00.
    const shares = [share("a", "RR8", 100_001, 20_000), share("b", "X24", 50_000, 10_000)];
    const first = invoicesOf(shares, confirmed(4000, 6000), { milestone: 0 }, 200);
    const second = inOrder(shares, confirmed(4000, 6000))[1]!;
    expect(first.map(({ payerCode, net, gross }) => [payerCode, net, gross])).toEqual([
      ["RR8", 40_000n, 48_000n],
      ["X24", 20_000n, 24_000n],
    ]);
    expect(second[0]!.net).toBe(60_001n);
    // 2% of £400.00
    expect(first[0]!.frameworkFee).toBe(800n);
  });

  it("gives none to a payer whose part is nothing", () => {
    expect(invoicesOf([share("a", "RR8", 100, 20)], confirmed(0, 10_000), { milestone: 0 }, 0)).toEqual([]);
  });

  it("takes as cost what does not come back as VAT", () => {
    expect(lineCost(share("a", "RR8", 1000, 200, 200))).toBe(1000n);
    expect(lineCost(share("a", "B84613", 1000, 200, 0))).toBe(1200n);
  });
});

describe("over all milestones every share is invoiced exactly", () => {
  it("for any shares and percentages", () => {
    const amount = fc.integer({ min: 0, max: 100_000_000 });
    const shares = fc.array(fc.record({ payer: fc.constantFrom("A", "B", "C"), net: amount, vat: amount }), {
      minLength: 1,
      maxLength: 12,
    });
    const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(shares, cuts, (rows, points) => {
        const sorted = [0, ...points.sort((a, b) => a - b), 10_000];
        const basisPoints = sorted.slice(1).map((point, index) => point - sorted[index]!);
        const made = rows.map((row, index) => share(String(index), row.payer, row.net, row.vat));
        const invoices = inOrder(made, confirmed(...basisPoints)).flat();
        for (const payer of ["A", "B", "C"]) {
          const due = made.filter((row) => row.payerCode === payer);
          const got = invoices.filter((invoice) => invoice.payerCode === payer);
          expect(sum(got.map((invoice) => invoice.gross))).toBe(
            sum(due.flatMap((row) => [row.net, row.vat])),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("an invoice is due thirty days after it was issued", () => {
  it("across a month's end", () => expect(dueOn(day("2026-11-22"))).toBe("2026-12-22"));
  it("and overdue the day after", () => {
    expect(daysOverdue({ state: "sent", dueOn: day("2026-12-22") }, day("2026-12-23"))).toBe(1);
    expect(daysOverdue({ state: "paid", dueOn: day("2026-12-22") }, day("2027-12-23"))).toBe(0);
  });
});
