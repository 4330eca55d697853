import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "~/domain/money/money";
import { chargeableYears, dueOf, duePieces, piecesOf, type ScheduledMilestone } from "./schedule";

const share = (
  net: number,
  vat: number,
  more: { financialYear?: number; held?: [number, number][] } = {},
) => ({
  id: "s",
  financialYear: more.financialYear ?? 2026,
  net: pence(net),
  vat: pence(vat),
  recoverableVat: pence(0),
  held: (more.held ?? []).map(([milestone, held]) => ({ milestone, net: pence(held) })),
});
const at = (title: string, paymentBasisPoints: number, confirmedAt: string | null): ScheduledMilestone => ({
  title,
  paymentBasisPoints,
  confirmedAt: confirmedAt === null ? null : new Date(confirmedAt),
});
const part = (made: ReturnType<typeof share>, milestones: ScheduledMilestone[], subject: object) =>
  duePieces([made], milestones, subject as { milestone: number }).get("s");

describe("a share of a later financial year", () => {
  const milestones = [
    at("Go live", 4000, "2026-12-01T10:00:00Z"),
    at("Review", 3500, "2027-05-01T10:00:00Z"),
    at("End", 2500, null),
  ];
  const next = share(100_001, 20_000, { financialYear: 2027 });

  it("is not drawn by a milestone of before that year, and is by one within it", () => {
    // 40% of £1,000.01 = £400.01 (the odd penny) waits for 1 April 2027; 35% = £350.00 is the review's; 25% = £250.00
    expect(part(next, milestones, { milestone: 0 })).toBeUndefined();
    expect(part(next, milestones, { financialYear: 2027 })).toMatchObject({ net: 40_001n, vat: 8_000n });
    expect(part(next, milestones, { milestone: 1 })).toMatchObject({ net: 35_000n, vat: 7_000n });
    expect(part(next, milestones, { milestone: 2 })).toBeUndefined();
    expect(chargeableYears([next], milestones)).toEqual([{ financialYear: 2027, from: "2027-04-01" }]);
  });

  it("begins at midnight in London, in summer time", () => {
    const [piece] = piecesOf(next, [at("Go live", 10_000, null)]);
    const due = (confirmedAt: string) => dueOf(piece!, [at("Go live", 10_000, confirmedAt)]).with;
    // 1 April 2027 begins at 23:00 on 31 March by Greenwich
    expect(due("2027-03-31T22:59:59Z")).toBe("year");
    expect(due("2027-03-31T23:00:00Z")).toBe("milestone");
  });
});

describe("money that is held back for a milestone", () => {
  // a quarter of £210.00 waits for the evaluation
  const held = share(21_000, 4_200, { held: [[1, 5_250]] });
  const live = "2026-12-01T10:00:00Z";

  it("is not invoiced before it is met, however much of the price falls due", () => {
    const waiting = [at("Go live", 10_000, live), at("Evaluation", 0, null)];
    expect(part(held, waiting, { milestone: 0 })).toMatchObject({ net: 15_750n, vat: 3_150n });
    const met = [waiting[0]!, at("Evaluation", 0, "2027-02-01T10:00:00Z")];
    expect(part(held, met, { milestone: 0 })).toMatchObject({ net: 15_750n, vat: 3_150n });
    expect(part(held, met, { milestone: 1 })).toMatchObject({ net: 5_250n, vat: 1_050n });
  });

  it("falls due with the price when the release came first", () => {
    const met = [at("Go live", 10_000, "2027-02-01T10:00:00Z"), at("Evaluation", 0, live)];
    expect(part(held, met, { milestone: 0 })).toMatchObject({ net: 21_000n, vat: 4_200n });
    expect(part(held, met, { milestone: 1 })).toBeUndefined();
  });
});

describe("over all milestones and annual charges", () => {
  it("every share is invoiced to the penny, once, whatever was confirmed when", () => {
    const amount = fc.integer({ min: -5_000_000, max: 100_000_000 });
    const instant = fc.integer({ min: 0, max: 1_500 }).map((days) => new Date(Date.UTC(2026, 3, 1 + days)));
    const shareOf = fc.record({
      net: amount,
      vat: fc.integer({ min: 0, max: 20_000_000 }),
      year: fc.integer({ min: 2026, max: 2030 }),
      ratio: fc.integer({ min: 0, max: 100 }),
      heldFor: fc.nat(3),
    });
    const milestonesOf = fc.array(fc.record({ cut: fc.nat(10_000), confirmedAt: instant }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(shareOf, milestonesOf, (made, rows) => {
        const cuts = rows.map((row) => row.cut).sort((a, b) => a - b);
        cuts[3] = 10_000;
        const milestones = rows.map(({ confirmedAt }, index) => ({
          title: String(index),
          paymentBasisPoints: cuts[index]! - (cuts[index - 1] ?? 0),
          confirmedAt,
        }));
        const held = Math.trunc((made.net * made.ratio) / 100);
        const one = share(made.net, made.vat, { financialYear: made.year, held: [[made.heldFor, held]] });
        const subjects = [0, 1, 2, 3].map((milestone) => ({ milestone }) as { milestone: number });
        const years = [2026, 2027, 2028, 2029, 2030].map((financialYear) => ({ financialYear }));
        const parts = [...subjects, ...years].flatMap(
          (subject) => duePieces([one], milestones, subject).get("s") ?? [],
        );
        expect(sum(parts.map((each) => each.net))).toBe(one.net);
        expect(sum(parts.map((each) => each.vat))).toBe(one.vat);
      }),
      { numRuns: 1_000 },
    );
  });
});
