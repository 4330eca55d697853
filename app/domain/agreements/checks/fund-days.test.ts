import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import type { Rule } from "../rules/rule";
import { fundDayWarnings } from "./fund-days";

const TODAY = day("2026-11-22");
const funds = ["2025", "2026"].map((year) => ({
  fundId: `FD-${year}`,
  name: `Frontline ${year}`,
  financialYear: Number(year),
  nature: "revenue" as const,
  closesOn: day(`${Number(year) + 1}-03-31`),
}));
const rule = (...fundIds: string[]): Rule => ({
  shape: "percentage",
  ruleNumber: 1,
  payer: "X24",
  portion: 5000,
  fundIds,
});
const warned = (rules: Rule[], from: string, to: string | null) =>
  fundDayWarnings(
    { rules, effectiveFrom: day(from), effectiveTo: to === null ? null : day(to) },
    funds,
    TODAY,
  );

describe("the last days of the funds that an agreement names", () => {
  it.each([
    ["within its days", ["FD-2026"], "2026-12-01", "2027-03-31", []],
    ["for no last day", ["FD-2026"], "2026-12-01", null, []],
    ["of an unknown fund", ["NONE"], "2026-12-01", "2030-03-31", []],
    [
      "of a fund that is closed",
      ["FD-2025", "FD-2026"],
      "2025-04-01",
      "2027-03-31",
      [
        "Rule 1 pays from Frontline 2025 (FD-2025), which closed on 31 March 2026: no order under it takes money from it.",
      ],
    ],
    [
      "of one that closes before the first day",
      ["FD-2026"],
      "2027-04-01",
      "2028-03-31",
      [
        "Rule 1 pays from Frontline 2026 (FD-2026), which closes on 31 March 2027, before the agreement’s first day: no order under it takes money from it.",
      ],
    ],
    [
      "of one that ends before the last day",
      ["FD-2026"],
      "2026-12-01",
      "2027-04-01",
      [
        "Rule 1 pays from money that orders can use until 31 March 2027, and goes on until 1 April 2027: after that day it pays nothing.",
      ],
    ],
  ])("are warned of %s", (_what, fundIds, from, to, warnings) =>
    expect(warned([rule(...fundIds)], from, to)).toEqual(warnings),
  );

  it("are asked of paying rules only", () =>
    expect(warned([{ shape: "residual", ruleNumber: 1, payer: "X24" }], "2027-04-01", "2028-04-01")).toEqual(
      [],
    ));
});
