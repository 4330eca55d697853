import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { openPieces } from "./open-pieces";

const confirmed = new Date("2026-12-10T10:00:00Z");
const milestones = [
  {
    title: "Go live",
    paymentBasisPoints: 4_000,
    confirmedAt: confirmed as Date | null,
    dueOn: day("2026-12-01"),
  },
  { title: "Review", paymentBasisPoints: 6_000, confirmedAt: null, dueOn: day("2027-03-01") },
];
const share = (financialYear: number, held: { milestone: number; net: ReturnType<typeof pence> }[] = []) => ({
  id: "s",
  financialYear,
  net: pence(100_00),
  vat: pence(20_00),
  recoverableVat: pence(20_00),
  held,
});
const nothing = { milestones: new Set<number>(), years: new Set<number>() };

describe("what is not invoiced yet", () => {
  it("falls due with its milestone: the day it was confirmed, or the day it is due", () => {
    expect(openPieces(share(2026), milestones, nothing)).toEqual([
      { dueOn: "2026-12-10", weight: 40_00n },
      { dueOn: "2027-03-01", weight: 60_00n },
    ]);
    expect(openPieces(share(2026), milestones, { ...nothing, milestones: new Set([0]) })).toEqual([
      { dueOn: "2027-03-01", weight: 60_00n },
    ]);
  });

  it("never falls due before the year of its money begins, and not again once that year was charged", () => {
    expect(openPieces(share(2027), milestones, { ...nothing, milestones: new Set([0]) })).toEqual([
      { dueOn: "2027-04-01", weight: 40_00n },
      { dueOn: "2027-04-01", weight: 60_00n },
    ]);
    expect(openPieces(share(2027), milestones, { ...nothing, years: new Set([2027]) })).toEqual([
      { dueOn: "2027-04-01", weight: 60_00n },
    ]);
  });

  it("waits for the milestone that holds it back", () => {
    // 50.00 is held until the review: of its parts by milestone both come with the review
    expect(openPieces(share(2026, [{ milestone: 1, net: pence(50_00) }]), milestones, nothing)).toEqual([
      { dueOn: "2027-03-01", weight: 20_00n },
      { dueOn: "2027-03-01", weight: 30_00n },
      { dueOn: "2026-12-10", weight: 20_00n },
      { dueOn: "2027-03-01", weight: 30_00n },
    ]);
  });
});
