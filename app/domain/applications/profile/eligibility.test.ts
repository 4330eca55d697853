import { describe, expect, test } from "vitest";
import { pence } from "../../money/money";
import { day } from "../../shared/day";
import { NOTHING_FILLED_IN, type ApplicationContent } from "../application-content";
import type { FundCondition } from "./condition";
import { eligibilityOf, type FundAsked } from "./eligibility";
import type { Need, Profile, RegisterFacts, Readiness } from "./profile";

const facts: RegisterFacts = {
  code: "1-1",
  name: "Homes",
  kind: "care_provider",
  regionCode: "Y62",
  icbCode: "QOP",
  icbName: null,
  cqcRegistered: null,
  dsptStatus: null,
  counts: [],
};
const readiness: Readiness = {
  dspt: "standards-met",
  cqc: "registered",
  records: "mixed",
  system: "",
  maturity: { plan: "yes", devices: "yes", shared: "no", people: "no", trained: "yes" },
};
const need: Need = {
  id: "ND-0001",
  title: "A record",
  summary: "",
  capability: "",
  assuredProduct: true,
  startsOn: day("2027-01-01"),
  contactName: "",
  contactEmail: "",
  costs: [],
};
const profile: Profile = { version: 1, readiness, needs: [need] };
const fund: FundAsked = {
  name: "Fund",
  financialYear: 2026,
  nature: "revenue",
  opensOn: day("2026-04-01"),
  closesOn: day("2027-03-31"),
  eligibleBuyerKinds: ["care_provider"],
  conditions: [],
};
const ON = day("2026-11-22");
const asked = (amount: number): ApplicationContent["asked"] => [
  { category: "licence-subscription", nature: "revenue", financialYear: 2026, amount: pence(amount) },
];

describe("whether an organisation may apply", () => {
  test.each<[string, Partial<FundAsked>, Partial<RegisterFacts>, Partial<Readiness> | null, boolean]>([
    ["a fund without conditions", {}, {}, null, true],
    ["before it opens", { opensOn: day("2026-11-23") }, {}, {}, false],
    ["on its last day", { closesOn: ON }, {}, {}, true],
    ["after its last day", { closesOn: day("2026-11-21") }, {}, {}, false],
    ["another kind", {}, { kind: "trust" }, {}, false],
    ["every kind", { eligibleBuyerKinds: [] }, { kind: "trust" }, {}, true],
    ["its region", { conditions: [{ kind: "regions", regions: ["Y62"] }] }, {}, {}, true],
    ["another region", { conditions: [{ kind: "regions", regions: ["Y56"] }] }, {}, {}, false],
    ["no region", { conditions: [{ kind: "regions", regions: ["Y62"] }] }, { regionCode: null }, {}, false],
    ["the toolkit by its own word", { conditions: [{ kind: "dspt" }] }, {}, {}, true],
    ["the toolkit not met", { conditions: [{ kind: "dspt" }] }, {}, { dspt: "not-published" }, false],
    [
      "the register over its own word",
      { conditions: [{ kind: "dspt" }] },
      { dsptStatus: "Not Met" },
      {},
      false,
    ],
    [
      "the register's exceeded",
      { conditions: [{ kind: "dspt" }] },
      { dsptStatus: "Standards Exceeded" },
      null,
      true,
    ],
    ["nothing said of the toolkit", { conditions: [{ kind: "dspt" }] }, {}, null, false],
    ["registered by its own word", { conditions: [{ kind: "cqc-registered" }] }, {}, {}, true],
    [
      "not by the register",
      { conditions: [{ kind: "cqc-registered" }] },
      { cqcRegistered: false },
      {},
      false,
    ],
    ["on paper in part", { conditions: [{ kind: "on-paper", mixed: true }] }, {}, {}, true],
    ["on paper in part, wholly asked", { conditions: [{ kind: "on-paper", mixed: false }] }, {}, {}, false],
    ["on paper wholly", { conditions: [{ kind: "on-paper", mixed: false }] }, {}, { records: "paper" }, true],
    [
      "with a record",
      { conditions: [{ kind: "on-paper", mixed: true }] },
      {},
      { records: "electronic" },
      false,
    ],
  ])("%s", (_, terms, register, said, expected) => {
    const stands = said === null ? null : { ...readiness, ...said };
    const who = { facts: { ...facts, ...register }, profile: { ...profile, readiness: stands } };
    const found = eligibilityOf(who, { ...fund, ...terms }, ON);
    expect(found.eligible).toBe(expected);
    for (const { met, whatToDo } of found.conditions) expect(whatToDo === "").toBe(met === true);
  });

  test.each<[string, FundCondition, Partial<ApplicationContent>, boolean | null]>([
    ["nothing asked yet", { kind: "minimum", amount: pence(100) }, {}, null],
    ["a penny too little", { kind: "minimum", amount: pence(100) }, { asked: asked(99) }, false],
    ["exactly the minimum", { kind: "minimum", amount: pence(100) }, { asked: asked(100) }, true],
    ["exactly the maximum", { kind: "maximum", amount: pence(100) }, { asked: asked(100) }, true],
    ["a penny too much", { kind: "maximum", amount: pence(100) }, { asked: asked(101) }, false],
    ["a match not declared yet", { kind: "match", ratio: 10_000 }, { asked: asked(100) }, null],
    ["no match", { kind: "match", ratio: 10_000 }, { asked: asked(100), match: [] }, false],
    // Half of 1.01 is 0.505, which rounds away from zero: 51p.
    [
      "a match a penny short",
      { kind: "match", ratio: 5_000 },
      { asked: asked(101), match: [own(50)] },
      false,
    ],
    ["a match to the penny", { kind: "match", ratio: 5_000 }, { asked: asked(101), match: [own(51)] }, true],
    ["an assured product", { kind: "product-assured" }, {}, true],
    ["no plan yet", { kind: "revenue-plan" }, {}, null],
    ["a plan", { kind: "revenue-plan" }, { revenuePlan: plan("Us") }, true],
    ["a plan that nobody pays", { kind: "revenue-plan" }, { revenuePlan: plan("") }, false],
  ])("once it asks: %s", (_, condition, content, met) => {
    const applied = { need, content: { ...NOTHING_FILLED_IN, ...content } };
    const found = eligibilityOf({ facts, profile }, { ...fund, conditions: [condition] }, ON, applied);
    expect(found.conditions.at(-1)!.met).toBe(met);
    const before = eligibilityOf({ facts, profile }, { ...fund, conditions: [condition] }, ON);
    expect(before).toMatchObject({ eligible: true, conditions: [{}, {}, { met: null }] });
  });

  test("capital asks for a plan of its running costs, once, whatever else it asks", () => {
    const kinds = (conditions: FundCondition[]) =>
      eligibilityOf({ facts, profile }, { ...fund, nature: "capital", conditions }, ON).conditions.map(
        ({ condition }) => condition,
      );
    expect(kinds([])).toEqual(["dates", "kind", "revenue-plan"]);
    expect(kinds([{ kind: "revenue-plan" }])).toEqual(["dates", "kind", "revenue-plan"]);
  });
});

function own(amount: number) {
  return { amount: pence(amount), source: "Reserves", nature: "revenue" as const, evidence: "Minutes" };
}

function plan(payer: string) {
  return [2026, 2027, 2028, 2029, 2030].map((financialYear) => ({ financialYear, amount: pence(1), payer }));
}
