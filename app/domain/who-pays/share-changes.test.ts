import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { shareChanges, shareChangeText } from "./share-changes";

const share = (payerCode: string, fundId: string | null, net: number) => ({
  payerCode,
  fundId,
  net: pence(net),
});
const names: Record<string, string> = { X24: "NHS England", "FD-1": "Frontline 2026/27", RR8: "Leeds" };
const texts = (before: Parameters<typeof shareChanges>[0], after: Parameters<typeof shareChanges>[0]) =>
  shareChanges(before, after).map((change) => shareChangeText(change, (code) => names[code] ?? code));

describe("whose share a change ends or begins", () => {
  it("is told with the sums, those that end first", () => {
    const before = [share("RR8", null, 252_00), share("X24", "FD-1", 150_00), share("X24", "FD-1", 102_00)];
    expect(texts(before, [share("RR8", null, 504_00)])).toEqual([
      "NHS England’s share of £252.00 from Frontline 2026/27 ends.",
      "Leeds’s share from its own budget rises from £252.00 to £504.00.",
    ]);
    expect(texts([share("RR8", null, 504_00)], before)).toEqual([
      "NHS England’s share of £252.00 from Frontline 2026/27 begins.",
      "Leeds’s share from its own budget falls from £504.00 to £252.00.",
    ]);
  });

  it("sets a payer's funds apart from each other and from its own budget", () => {
    expect(
      texts([share("X24", "FD-1", 100_00)], [share("X24", null, 60_00), share("X24", "FD-2", 40_00)]),
    ).toEqual([
      "NHS England’s share of £100.00 from Frontline 2026/27 ends.",
      "NHS England’s share of £60.00 from its own budget begins.",
      "NHS England’s share of £40.00 from FD-2 begins.",
    ]);
  });

  it("is nothing where every payer pays the same from the same fund", () => {
    const same = [share("RR8", null, 1_00), share("X24", "FD-1", 2_00)];
    expect(texts(same, same.toReversed())).toEqual([]);
    expect(texts([], [])).toEqual([]);
  });
});
