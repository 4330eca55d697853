import { describe, expect, it } from "vitest";
import { requireDay } from "./order-forms";

const told = (fields: Record<string, string>) => {
  const issues: string[] = [];
  requireDay(fields, "closes", "the closing date, for example 31 3 2028", {
    addIssue: ({ message }) => issues.push(message),
  });
  return issues;
};

describe("a date that must be given", () => {
  it("gives its example where nothing was typed, and not inside another sentence", () => {
    expect(told({})).toEqual(["Enter the closing date, for example 31 3 2028"]);
    expect(told({ "closes-day": "31", "closes-month": "2", "closes-year": "2028" })).toEqual([
      "The closing date must be a real date",
    ]);
  });
});
