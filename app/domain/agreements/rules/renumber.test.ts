import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { isOutOfOrder, numberedInOrder } from "./renumber";
import { BUYER, type Rule } from "./rule";

const percentage = (ruleNumber: number): Rule => ({
  shape: "percentage",
  ruleNumber,
  payer: "X24",
  portion: 1_000 * ruleNumber,
});
const cap = (ruleNumber: number, rule: number): Rule => ({
  shape: "cap",
  ruleNumber,
  appliesTo: { rule },
  amount: pence(100),
  scope: "order",
});

describe("rules numbered in their order", () => {
  it("count from 1, and a rule that names another goes on naming it", () => {
    const rules = [
      percentage(1),
      percentage(5),
      cap(3, 5),
      { shape: "residual", ruleNumber: 2, payer: BUYER },
    ];
    const numbered = numberedInOrder(rules as Rule[]);
    expect(numbered.map(({ shape, ruleNumber }) => [shape, ruleNumber])).toEqual([
      ["percentage", 1],
      ["percentage", 2],
      ["cap", 3],
      ["residual", 4],
    ]);
    expect(numbered[1]).toMatchObject({ portion: 5_000 });
    expect(numbered[2]).toMatchObject({ appliesTo: { rule: 2 } });
    expect(numberedInOrder(numbered)).toEqual(numbered);
  });

  it("keep what they name where that is a payer, or no rule at all", () => {
    const byPayer: Rule = { ...cap(7, 1), appliesTo: { payer: "X24" } } as Rule;
    expect(numberedInOrder([byPayer])[0]).toMatchObject({ ruleNumber: 1, appliesTo: { payer: "X24" } });
    expect(numberedInOrder([cap(7, 9)])[0]).toMatchObject({ appliesTo: { rule: 9 } });
  });

  it.each([
    [[], false],
    [[1, 2, 5], false],
    [[1, 3, 2], true],
  ])("%j are out of order: %s", (numbers, out) => {
    expect(isOutOfOrder(numbers.map((ruleNumber) => ({ ruleNumber })))).toBe(out);
  });
});
