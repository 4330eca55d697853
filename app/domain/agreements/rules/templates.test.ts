import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { checkAgreement } from "../checks/check-agreement";
import type { KnownFund } from "../checks/contradiction";
import { AGREEMENT_TEMPLATES } from "./templates";

const funds: KnownFund[] = [
  { fundId: "R-2026", financialYear: 2026, nature: "revenue" },
  { fundId: "R-2027", financialYear: 2027, nature: "revenue" },
  { fundId: "C-2026", financialYear: 2026, nature: "capital" },
];
const effectiveFrom = day("2026-12-01");

describe.each(AGREEMENT_TEMPLATES)("$name", ({ rules, scope, summary, does, id }) => {
  it.each([
    ["its own budget", []],
    ["a revenue fund", funds.slice(0, 1)],
    ["funds of both kinds", funds],
  ])("holds when paid from %s", (_from, chosen) => {
    const agreement = {
      agreementId: "AG-0001",
      version: 1,
      title: id,
      parties: ["X24"],
      effectiveFrom,
      effectiveTo: null,
      scope,
      rules: rules({ funder: "X24", funds: chosen, effectiveFrom }),
    };
    expect(checkAgreement(agreement, funds)).toEqual([]);
  });

  it("is explained", () => {
    expect(does).toMatch(/\.$/);
    expect(summary).toMatch(/\.$/);
  });
});
