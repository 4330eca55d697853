import { describe, expect, it } from "vitest";
import { ruleFromForm } from "./rule-form";
import { readDay, readRatio } from "./rule-form-values";

const errorsOf = (fields: Record<string, string>) => ruleFromForm({ ruleNumber: "1", ...fields }).errors;

describe("what people type", () => {
  it.each([
    ["60", 6_000],
    ["60%", 6_000],
    ["33.33 %", 3_333],
    ["0", 0],
    ["100.00%", 10_000],
    ["1/3", { numerator: 1, denominator: 3 }],
    ["2 / 2", { numerator: 2, denominator: 2 }],
    ["100.01%", null],
    ["33.333", null],
    ["1/0", null],
    ["3/2", null],
    ["-1", null],
    ["half", null],
  ])("%s as a part", (typed, expected) => expect(readRatio(typed)).toEqual(expected));

  it.each([
    ["1 April 2027", "2027-04-01"],
    ["1 apr 2027", "2027-04-01"],
    ["01/04/2027", "2027-04-01"],
    ["2027-04-01", "2027-04-01"],
    ["29 February 2027", null],
    ["April 2027", null],
    ["1 Smarch 2027", null],
  ])("%s as a day", (typed, expected) => expect(readDay(typed)).toBe(expected));

  it("sums with or without commas and pence, of the rule in a sentence", () => {
    const { rule } = ruleFromForm({
      shape: "fixed",
      ruleNumber: "4",
      payer: "X24",
      amount: "£250,000.5",
      per: "financial-year",
      "fundIds.1": "",
      "fundIds.2": "FD-2026",
      "when.contractYears": "1, 2 and 3",
      "when.categories.training-change": "yes",
    });
    expect(rule).toEqual({
      shape: "fixed",
      ruleNumber: 4,
      payer: "X24",
      amount: 25_000_050n,
      per: "financial-year",
      fundIds: ["FD-2026"],
      when: { contractYears: [1, 2, 3], categories: ["training-change"] },
    });
  });
});

describe("errors say what to enter, beside the field", () => {
  it.each([
    [{ shape: "tax" }, { shape: "Choose what kind of rule it is" }],
    [
      { shape: "percentage", portion: "half" },
      {
        payer: "Choose who pays",
        portion: "Enter a percentage from 0% to 100%, for example 60% or 33.33%, or a fraction such as 1/3",
      },
    ],
    [
      { shape: "taper", payer: "X24", "byContractYear.1": "100", "byContractYear.3": "50" },
      { "byContractYear.2": "Enter the percentage of that contract year, for example 50%" },
    ],
    [{ shape: "category-split" }, { "shares.1": "Enter who pays which part of at least one kind of cost" }],
    [{ shape: "floor", payer: "RR8" }, { amount: "Enter the least that is paid: a sum, or a percentage" }],
    [
      { shape: "floor", payer: "RR8", amount: "5", portion: "5" },
      { amount: "Enter either a sum or a percentage, and not both" },
    ],
    [
      { shape: "band", by: "bed" },
      { censusDate: "Enter the day whose count is used, for example 1 April 2027" },
    ],
    [
      { shape: "band", by: "order-value", "bands.1.shares.1.payer": "X24", "bands.1.shares.1.portion": "5" },
      { "bands.1.upTo": "Enter where the band ends in pounds, for example 250,000" },
    ],
    [{ shape: "eligibility", appliesTo: "rule:1" }, { requires: "Choose at least one condition" }],
    [
      { shape: "residual", payer: "@buyer", "when.financialYears": "2026/28" },
      { "when.financialYears": "Enter financial years such as 2026/27, 2027/28" },
    ],
  ])("%o", (fields, errors) => expect(errorsOf(fields as Record<string, string>)).toEqual(errors));
});
