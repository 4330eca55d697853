import { describe, expect, it } from "vitest";
import { fundsNamed, rulesPaidBy } from "./payers";
import { pence } from "~/domain/money/money";
import { BUYER, BUYERS_ICB, type Rule } from "./rules/rule";

const RULES: Rule[] = [
  { shape: "percentage", ruleNumber: 1, payer: "X24", fundIds: ["FD-2027", "FD-2026"], portion: 5_000 },
  { shape: "percentage", ruleNumber: 2, payer: BUYERS_ICB, portion: 1_000 },
  { shape: "envelope", ruleNumber: 3, fundId: "FD-2028", financialYear: 2028, amount: pence(1n) },
  { shape: "residual", ruleNumber: 4, payer: BUYER },
];

describe("by which rules an organisation pays", () => {
  it.each([
    ["who is named", { code: "X24", isBuyer: false, isBoard: false }, [1]],
    ["a buyer", { code: "RR8", isBuyer: true, isBoard: false }, [4]],
    ["a board, which buys too", { code: "QWO", isBuyer: true, isBoard: true }, [2, 4]],
    ["somebody else", { code: "S20001", isBuyer: false, isBoard: false }, []],
  ] as const)("of %s", (_, payer, numbers) => {
    expect(rulesPaidBy(RULES, payer)).toEqual(numbers);
  });

  it("and which funds they name, each once", () => {
    expect(fundsNamed([...RULES, RULES[0]!])).toEqual(["FD-2026", "FD-2027", "FD-2028"]);
  });
});
