// Over 300 lines: every route to market with each rule that opens or closes it, on one set of inputs.
import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Route, RouteCandidate, RouteInputs } from "./route";
import { checkRoutes } from "./route-check";
import type { DatedRule } from "./rule";

const TEXTS: Record<string, string> = {
  "PA-02": "A framework record must state its scope, price, value, selection process, term and authorities.",
  "PA-05": "No call-off after the framework expires, is terminated, or by an authority not listed.",
  "PA-06":
    "Default is competitive selection; direct award only with a single supplier or an objective mechanism.",
  "PA-07": "Keep the mechanism's inputs and outputs.",
  "PA-08": "Only the framework's award criteria.",
  "PA-09": "Ceiling tracked; warn at 80%, block at 100%.",
  "PA-12": "Check exclusion before every call-off.",
  "PA-27": ">=£12,000 (central government) / £30,000 (others) inc VAT",
  "PA-28": "35 days; 30 electronic submission; 25 with all documents.",
  "PA-01": "Estimated value including VAT against the threshold in force.",
  "NHS-01": "Trusts buy via an accredited framework where one covers the need.",
  "NHS-06": "DTAC, DSPT, DCB0129 are gating evidence on the call-off.",
};
const rules: DatedRule[] = Object.entries(TEXTS).map(([id, text]) => ({
  id,
  effectiveFrom: day("2025-02-24"),
  effectiveTo: null,
  text,
  reference: `reference of ${id}`,
  parameters: {},
}));
const candidate: RouteCandidate = {
  solutionId: "s1",
  solutionName: "CareNotes",
  supplierId: "alder",
  supplierName: "Alder Systems",
  lotStatus: "active",
  lotStatusReason: null,
  inLot: true,
  compliant: true,
};
const base: RouteInputs = {
  on: day("2026-06-01"),
  framework: {
    id: "F1",
    name: "Digital Care Framework",
    state: "live",
    startsOn: day("2026-04-01"),
    endsOn: day("2030-03-31"),
    isOpenFramework: false,
    ceiling: pence(10_000_000_00),
    accreditedUntil: day("2028-03-31"),
  },
  lot: {
    id: "F1-1",
    number: "1",
    name: "Records",
    minimumValue: null,
    maximumValue: pence(500_000_00),
    minimumTermMonths: 1,
    maximumTermMonths: 36,
    eligibleBuyerKinds: ["trust", "icb", "care_provider"],
    directAwardMechanism: "lowest_total_cost",
    directAwardLimit: pence(40_000_00),
    competitionLimit: pence(250_000_00),
  },
  buyer: { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb" },
  candidates: [candidate],
  activeSuppliersInLot: 4,
  valueIncVat: pence(40_000_00),
  termMonths: 36,
  ceilingUsed: pence(0),
  rules,
  thresholds: [
    {
      id: "goods-services-sub-central",
      effectiveFrom: day("2026-01-01"),
      effectiveTo: null,
      amount: pence(207_720_00),
      basis: "SI 2025/1200",
    },
  ],
};

function check(route: Route, given: Partial<RouteInputs> = {}) {
  return checkRoutes({ ...base, ...given }).find((answer) => answer.route === route)!;
}
const closing = (route: Route, given: Partial<RouteInputs> = {}) =>
  check(route, given)
    .reasons.filter((reason) => reason.effect === "closes")
    .map((reason) => [reason.ruleId, reason.text]);

describe("a purchase within every limit", () => {
  it("has all four routes open, each with a reason that names a rule and its reference", () => {
    const answers = checkRoutes(base);
    expect(answers.map((answer) => [answer.route, answer.open])).toEqual([
      ["direct_award", true],
      ["further_competition", true],
      ["below_threshold", true],
      ["open_procedure", true],
    ]);
    for (const answer of answers) {
      expect(answer.reasons.length).toBeGreaterThan(0);
      for (const reason of answer.reasons) expect(reason.reference).toBe(`reference of ${reason.ruleId}`);
    }
    expect(() => JSON.stringify(answers)).not.toThrow();
  });
});

describe("rules that close both routes of the framework", () => {
  const cases: [string, Partial<RouteInputs>, string, string][] = [
    [
      "PA-05: the framework ended",
      { on: day("2030-04-01"), framework: { ...base.framework, endsOn: day("2030-03-31") } },
      "PA-05",
      "Digital Care Framework ended on 31 March 2030.",
    ],
    [
      "PA-05: the framework is suspended",
      { framework: { ...base.framework, state: "suspended" } },
      "PA-05",
      "Digital Care Framework is suspended.",
    ],
    [
      "PA-05: the buyer is of another kind",
      { buyer: { code: "X", name: "Leeds City Council", kind: "local_authority" } },
      "PA-05",
      "Leeds City Council is not of a kind that may buy from lot 1, Records.",
    ],
    [
      "PA-02: the term is a month too long",
      { termMonths: 37 },
      "PA-02",
      "A term of 37 months is over this lot's longest term of 36 months.",
    ],
    [
      "PA-02: the term is a month too short",
      { lot: { ...base.lot, minimumTermMonths: 25 }, termMonths: 24 },
      "PA-02",
      "A term of 24 months is under this lot's shortest term of 25 months.",
    ],
    [
      "PA-02: under the lot's smallest value",
      { lot: { ...base.lot, minimumValue: pence(50_000_00) } },
      "PA-02",
      "£40,000 including VAT is under this lot's smallest value of £50,000.",
    ],
    [
      "PA-09: over the ceiling by a penny",
      { ceilingUsed: pence(9_960_000_01) },
      "PA-09",
      "£9,960,000.01 of £10,000,000 is used, and this purchase of £40,000 would go over the framework's ceiling by £0.01.",
    ],
  ];
  it.each(cases)("%s", (_, given, ruleId, text) => {
    for (const route of ["direct_award", "further_competition"] as const) {
      expect(check(route, given).open).toBe(false);
      expect(closing(route, given)).toContainEqual([ruleId, text]);
    }
  });

  it("warns and stays open from 80% of the ceiling", () => {
    const answer = check("direct_award", { ceilingUsed: pence(7_960_000_00) });
    expect(answer.open).toBe(true);
    expect(answer.reasons.find((reason) => reason.effect === "warns")?.ruleId).toBe("PA-09");
  });

  it("is open to the penny of the ceiling", () => {
    expect(check("direct_award", { ceilingUsed: pence(9_960_000_00) }).open).toBe(true);
  });
});

describe("direct award", () => {
  it("closes a penny over the lot's limit, in words with both figures", () => {
    expect(check("direct_award", { valueIncVat: pence(40_000_00) }).open).toBe(true);
    expect(closing("direct_award", { valueIncVat: pence(48_000_00) })).toEqual([
      ["PA-06", "£48,000 including VAT is over this lot's direct award limit of £40,000."],
    ]);
    expect(check("further_competition", { valueIncVat: pence(48_000_00) }).open).toBe(true);
  });

  it("needs a mechanism or a single supplier (PA-06)", () => {
    const lot = { ...base.lot, directAwardMechanism: null };
    expect(closing("direct_award", { lot }).map(([id]) => id)).toEqual(["PA-06"]);
    expect(check("direct_award", { lot, activeSuppliersInLot: 1 }).open).toBe(true);
  });

  it("needs a supplier in good standing (PA-12), and warns of the others", () => {
    const suspended: RouteCandidate = {
      ...candidate,
      solutionId: "s2",
      supplierName: "Birchwood Health",
      lotStatus: "suspended",
      lotStatusReason: "Late accounts.",
    };
    expect(closing("direct_award", { candidates: [suspended] })).toEqual([
      ["PA-12", "Birchwood Health is suspended in lot 1, Records: Late accounts."],
    ]);
    expect(check("direct_award", { candidates: [candidate, suspended] }).open).toBe(true);
    expect(closing("direct_award", { candidates: [{ ...candidate, inLot: false }] })[0]![0]).toBe("PA-12");
    expect(
      closing("direct_award", { candidates: [{ ...candidate, lotStatus: "not-admitted" }] })[0]![1],
    ).toBe("Alder Systems is not a supplier of lot 1, Records.");
  });

  it("needs a solution that meets the standards (NHS-06)", () => {
    const lapsed = { ...candidate, compliant: false };
    expect(closing("direct_award", { candidates: [lapsed] })).toEqual([
      ["NHS-06", "CareNotes does not meet every required standard on 1 June 2026."],
    ]);
    expect(check("direct_award", { candidates: [lapsed, { ...candidate, solutionId: "s2" }] }).open).toBe(
      true,
    );
  });
});

describe("further competition", () => {
  it("closes a penny over the lot's limit", () => {
    expect(check("further_competition", { valueIncVat: pence(250_000_00) }).open).toBe(true);
    expect(closing("further_competition", { valueIncVat: pence(250_000_01) })).toEqual([
      ["PA-06", "£250,000.01 including VAT is over this lot's competition limit of £250,000."],
    ]);
  });

  it("needs somebody to invite", () => {
    expect(closing("further_competition", { activeSuppliersInLot: 0 })[0]![0]).toBe("PA-12");
  });
});

describe("a trust", () => {
  const trust = { code: "RR8", name: "Leeds Teaching Hospitals NHS Trust", kind: "trust" };

  it("buys from the accredited framework and not outside it (NHS-01)", () => {
    const answers = checkRoutes({ ...base, buyer: trust });
    expect(answers.map((answer) => answer.open)).toEqual([true, true, false, false]);
    expect(closing("open_procedure", { buyer: trust })[0]![0]).toBe("NHS-01");
  });

  it("may not use a framework the day after its accreditation ended", () => {
    const ended = (until: string) => ({
      buyer: trust,
      framework: { ...base.framework, accreditedUntil: day(until) },
    });
    expect(check("direct_award", ended("2026-06-01")).open).toBe(true);
    expect(check("direct_award", ended("2026-05-31")).open).toBe(false);
    expect(check("open_procedure", ended("2026-05-31")).open).toBe(true);
  });
});

describe("below the threshold", () => {
  it("says of a value that is not known yet that it is not, and sets no sum against a limit", () => {
    for (const route of ["direct_award", "further_competition", "below_threshold"] as const) {
      const { open, reasons } = check(route, { valueIncVat: null });
      expect([route, open]).toEqual([route, true]);
      const texts = reasons.map(({ text }) => text);
      expect(texts.join(" ")).not.toContain("£0");
      expect(texts.filter((text) => /not known (yet|before a solution is chosen)/.test(text))).toHaveLength(
        1,
      );
    }
    expect(check("below_threshold", { valueIncVat: null }).reasons).toContainEqual(
      expect.objectContaining({
        ruleId: "PA-01",
        effect: "warns",
        text: expect.stringMatching(/^Whether this is under the threshold of £207,720 including VAT for /),
      }),
    );
  });

  it("is open a penny under it and closed at it", () => {
    expect(check("below_threshold", { valueIncVat: pence(207_719_99) }).open).toBe(true);
    expect(closing("below_threshold", { valueIncVat: pence(207_720_00) })).toEqual([
      ["PA-01", "£207,720 including VAT is not under the threshold of £207,720 for NHS West Yorkshire ICB."],
    ]);
  });

  it("warns of notices from £30,000 (PA-27)", () => {
    const warned = (value: number) =>
      check("below_threshold", { valueIncVat: pence(value) }).reasons.some(
        (reason) => reason.effect === "warns",
      );
    expect(warned(29_999_99)).toBe(false);
    expect(warned(30_000_00)).toBe(true);
  });
});

describe("what is not on record for the day", () => {
  it("closes every route and says which rule is missing", () => {
    const answers = checkRoutes({ ...base, rules: [], thresholds: [] });
    expect(answers.every((answer) => !answer.open)).toBe(true);
    const texts = answers.flatMap((answer) => answer.reasons.map((reason) => reason.text));
    expect(texts).toContain(
      "No rule PA-06 is on record for 1 June 2026, so this route stays closed until the centre records it.",
    );
  });

  it("closes the purchase below the threshold from the day after the last threshold, and says what is missing", () => {
    const later = { ...base.framework, endsOn: day("2029-12-31"), accreditedUntil: null };
    expect(check("below_threshold", { on: day("2027-12-31"), framework: later }).open).toBe(true);
    expect(closing("below_threshold", { on: day("2028-01-01"), framework: later })).toEqual([
      [
        "PA-01",
        "No threshold goods-services-sub-central is on record for 1 January 2028: those on record end on 31 December 2027, so this route stays closed until the centre records the new ones.",
      ],
    ]);
  });

  it("closes the purchase below the threshold before the first threshold", () => {
    const given = { on: day("2025-12-31"), framework: { ...base.framework, startsOn: day("2025-01-01") } };
    expect(check("direct_award", given).open).toBe(true);
    expect(closing("below_threshold", given)[0]![1]).toContain("No threshold goods-services-sub-central");
  });

  it.each(Object.keys(TEXTS).filter((id) => !["NHS-01"].includes(id)))(
    "without %s some route is closed",
    (id) => {
      const answers = checkRoutes({ ...base, rules: rules.filter((rule) => rule.id !== id) });
      expect(answers.some((answer) => !answer.open)).toBe(true);
    },
  );
});
