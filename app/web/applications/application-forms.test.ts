import { describe, expect, test } from "vitest";
import type { NeedCost } from "~/domain/applications/profile/profile";
import { pence } from "~/domain/money/money";
import { MatchForm, NeedOrRemoval, readAsked, readPlan, ReadinessForm } from "./application-forms";
import { conditionLines, DecisionForm, readCriteria, TermsForm } from "./assessment-forms";
import { GiveBackForm, SignForm } from "./grant-forms";
import { fieldErrors } from "~/web/parse.server";

const errorsOf = (result: { success: boolean; error?: Parameters<typeof fieldErrors>[0] }) =>
  result.error ? Object.keys(fieldErrors(result.error)).sort() : [];

const NEED = {
  version: "1",
  title: "A record",
  summary: "Why",
  capability: "Care planning",
  assured: "yes",
  contactName: "Grace",
  contactEmail: "grace@example.org",
  "startsOn-day": "1",
  "startsOn-month": "1",
  "startsOn-year": "2027",
  "costs-0-category": "training-change",
  "costs-0-nature": "revenue",
  "costs-0-year": "2026",
  "costs-0-amount": "5,000.50",
};

describe("the form of a need", () => {
  test("gives the need with its costs; empty rows are left out", () => {
    const { need } = NeedOrRemoval.parse({ ...NEED, "costs-1-nature": "revenue", "costs-1-year": "2026" });
    expect(need!.costs).toEqual([
      { category: "training-change", nature: "revenue", financialYear: 2026, amount: 500_050n },
    ]);
    expect(NeedOrRemoval.parse({ remove: "yes", version: "3" })).toEqual({ version: 3, need: null });
  });

  test.each<[string, Record<string, string>, string[]]>([
    ["empty fields", { title: "", contactEmail: "x" }, ["contactEmail", "title"]],
    ["no real date", { "startsOn-day": "31", "startsOn-month": "2" }, ["startsOn"]],
    ["a sum that is none", { "costs-0-amount": "lots" }, ["costs-0-amount"]],
    ["a cost of nothing", { "costs-0-amount": "0" }, ["costs-0-amount"]],
    ["a sum without what it is for", { "costs-0-category": "" }, ["costs-0-category"]],
    ["no cost at all", { "costs-0-category": "", "costs-0-amount": "" }, ["costs-0-category"]],
  ])("names the field of %s", (_, change, fields) => {
    expect(errorsOf(NeedOrRemoval.safeParse({ ...NEED, ...change }))).toEqual(fields);
  });
});

test("where one stands: every question is answered, and each that is not is named", () => {
  const answers = { plan: "yes", devices: "no", shared: "partly", people: "no", trained: "yes" };
  const form = { version: "0", dspt: "standards-met", cqc: "registered", records: "paper", ...answers };
  expect(ReadinessForm.parse(form).readiness.maturity).toEqual(answers);
  expect(errorsOf(ReadinessForm.safeParse({ ...form, shared: "", people: "?" }))).toEqual([
    "people",
    "shared",
  ]);
});

describe("sums that are asked for", () => {
  const costs: NeedCost[] = [
    { category: "training-change", nature: "revenue", financialYear: 2026, amount: pence(10_000) },
    { category: "hosting-cloud", nature: "revenue", financialYear: 2026, amount: pence(5_000) },
  ];

  test("are at most what each costs; an empty field asks for nothing", () => {
    expect(readAsked({ "asked-0": "100.00", "asked-1": "" }, costs).asked).toEqual([costs[0]]);
    expect(readAsked({ "asked-0": "100.01" }, costs).errors).toEqual({
      "asked-0": "Ask for at most what it costs",
    });
    expect(Object.keys(readAsked({}, costs).errors)).toEqual(["asked-0"]);
    expect(Object.keys(readAsked({ "asked-1": "-1" }, costs).errors)).toEqual(["asked-1"]);
  });
});

test("a match needs its source and what shows it, unless there is none", () => {
  const row = { "match-0-amount": "10", "match-0-source": "Us", "match-0-nature": "revenue" };
  expect(errorsOf(MatchForm.safeParse({ editCount: "0", own: "yes", ...row }))).toEqual(["match-0-evidence"]);
  expect(MatchForm.parse({ editCount: "0", own: "no", ...row }).match).toEqual([]);
  expect(errorsOf(MatchForm.safeParse({ editCount: "0", own: "yes" }))).toEqual(["match-0-amount"]);
});

test("one proof of a match counts once, however it is spelled", () => {
  const row = (at: number, evidence: string) => ({
    [`match-${at}-amount`]: "100",
    [`match-${at}-source`]: "Reserves",
    [`match-${at}-nature`]: "revenue",
    [`match-${at}-evidence`]: evidence,
  });
  const form = { editCount: "0", own: "yes", ...row(0, "Board minutes 3"), ...row(1, "Board minutes 4") };
  expect(MatchForm.parse(form).match).toHaveLength(2);
  expect(errorsOf(MatchForm.safeParse({ ...form, ...row(2, "board  MINUTES 4 ") }))).toEqual([
    "match-2-evidence",
  ]);
});

test("a plan says for five years what it costs and who pays; nothing costs nobody", () => {
  const typed = Object.fromEntries([2026, 2027, 2028, 2029, 2030].map((year) => [`amount-${year}`, "0"]));
  expect(readPlan(typed, 2026).errors).toEqual({});
  expect(Object.keys(readPlan({ ...typed, "amount-2028": "5" }, 2026).errors)).toEqual(["payer-2028"]);
  // Nothing in any year takes the plan back; something in one asks for all.
  expect(readPlan({}, 2026)).toEqual({ plan: null, errors: {} });
  expect(Object.keys(readPlan({ "payer-2026": "The trust" }, 2026).errors)).toHaveLength(5);
});

describe("the centre's forms", () => {
  test("a decision keeps what was typed, with the sum beside it", () => {
    const typed = { decision: "award", reason: "Good", amount: "12,000", conditions: "One\r\n\nTwo" };
    const form = DecisionForm.parse(typed);
    expect(form).toMatchObject({ ...typed, awarded: 1_200_000n });
    expect(conditionLines(form)).toEqual(["One", "Two"]);
    expect(errorsOf(DecisionForm.safeParse({ ...typed, amount: "" }))).toEqual(["amount"]);
    expect(errorsOf(DecisionForm.safeParse({ decision: "decline", reason: "" }))).toEqual(["reason"]);
  });

  test("conditions have their figures: 0.50 for each pound is 5,000 basis points", () => {
    const { conditions } = TermsForm.parse({ conditions: ["match", "on-paper", "mixed"], ratio: "0.50" });
    expect(conditions).toEqual([
      { kind: "match", ratio: 5_000 },
      { kind: "on-paper", mixed: true },
    ]);
    const wrong = { conditions: ["match", "minimum", "regions"], ratio: "0", minimum: "x" };
    expect(errorsOf(TermsForm.safeParse(wrong))).toEqual(["minimum", "ratio", "regions"]);
    expect(TermsForm.parse({}).conditions).toEqual([]);
  });

  test("weights add up to a hundred", () => {
    const criteria = [
      { id: "a", title: "A", question: "", weight: 50 },
      { id: "b", title: "B", question: "", weight: 50 },
    ];
    expect(readCriteria({ "weight-a": "60", "weight-b": "40" }, criteria).errors).toEqual({});
    expect(Object.keys(readCriteria({ "weight-a": "60", "weight-b": "41" }, criteria).errors)).toEqual([
      "weight-a",
    ]);
    expect(Object.keys(readCriteria({ "weight-b": "x" }, criteria).errors)).toEqual(["weight-a", "weight-b"]);
  });

  test("an award is signed by name, and given back by sum and reason, as it was typed", () => {
    expect(errorsOf(SignForm.safeParse({}))).toEqual(["signatoryName"]);
    expect(SignForm.parse({ signatoryName: "A Name" })).toEqual({ signatoryName: "A Name" });
    const given = { reason: "Cheaper", amount: "10" };
    expect(GiveBackForm.parse(given)).toMatchObject({ amount: "10", givenBack: 1_000n });
    expect(errorsOf(GiveBackForm.safeParse({ ...given, amount: "" }))).toEqual(["amount"]);
    expect(errorsOf(GiveBackForm.safeParse({ ...given, reason: " " }))).toEqual(["reason"]);
  });
});
