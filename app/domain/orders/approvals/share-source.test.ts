import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";

import { sourceYears } from "./share-source";

const share = (year: number, fundId: string | null, net: bigint, recoverable = 0n) => ({
  payerCode: "X24",
  fundId,
  nature: "revenue" as const,
  financialYear: year,
  net: pence(net),
  vat: pence(net / 5n),
  recoverableVat: pence(recoverable),
});

describe("where a share's money comes from", () => {
  // 210.00 + 42.00 VAT of the fund in 2026/27, of which 42.00 comes back; 100.00 + 20.00 of the budget a year later.
  const rows = sourceYears([
    share(2027, null, 10_000n),
    share(2026, "FD-1", 14_000n, 2_800n),
    share(2026, "FD-1", 7_000n, 1_400n),
  ]);

  it("is one row for each year and source, the earliest first", () => {
    expect(
      rows.map(({ financialYear: year, fundId, net, vat, cost }) => [year, fundId, net, vat, cost]),
    ).toEqual([
      [2026, "FD-1", 21_000n, 4_200n, 21_000n],
      [2027, null, 10_000n, 2_000n, 12_000n],
    ]);
  });

  it("keeps two funds of one year apart, and capital from revenue", () => {
    const capital = { ...share(2026, "FD-1", 1n), nature: "capital" as const };
    expect(sourceYears([share(2026, "FD-1", 1n), share(2026, "FD-2", 1n), capital])).toHaveLength(3);
  });
});
