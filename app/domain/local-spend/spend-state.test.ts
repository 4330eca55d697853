import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import {
  mayDecide,
  requireSpendDecider,
  shownState,
  spendSums,
  sumsText,
  type SpendState,
} from "./spend-state";

const record = (state: SpendState, pounds: bigint, withdrawnReason: string | null = null) => ({
  state,
  amount: pence(pounds * 100n),
  withdrawnReason,
});

describe("what records of spend come to", () => {
  it.each([
    ["nothing", [], "£0.00 recorded, of which £0.00 confirmed"],
    ["what waits", [record("waiting", 5n)], "£5.00 recorded, of which £0.00 confirmed"],
    ["both", [record("waiting", 5n), record("confirmed", 7n)], "£12.00 recorded, of which £7.00 confirmed"],
    [
      "a declined one",
      [record("declined", 5n), record("confirmed", 7n)],
      "£7.00 recorded, of which £7.00 confirmed",
    ],
    [
      "withdrawn ones",
      [record("confirmed", 7n, "Wrong"), record("waiting", 1n, "Wrong")],
      "£0.00 recorded, of which £0.00 confirmed",
    ],
  ])("%s", (_, rows, words) => expect(sumsText(spendSums(rows))).toBe(words));

  it("a withdrawn record is withdrawn, whatever was decided before", () =>
    expect([record("confirmed", 1n), record("confirmed", 1n, "Wrong")].map(shownState)).toEqual([
      "confirmed",
      "withdrawn",
    ]));
});

describe("who decides on spend", () => {
  const spend = { organisationCode: "RR8", recordedBy: "tom" };

  it("an officer of another organisation", () => {
    const officer = { userId: "nadia", organisationCode: "X24", roles: ["commercial_officer"] };
    expect(requireSpendDecider(officer, spend)).toBe("nadia");
    expect(mayDecide(officer, spend)).toBe(true);
  });

  it.each([
    ["an officer of the organisation that spent", "nadia", "RR8", ["commercial_officer"], "own-spend"],
    ["who recorded it", "tom", "X24", ["commercial_officer"], "own-spend"],
    ["an auditor", "isla", "X24", ["auditor"], "not-spend-decider"],
    ["a buyer", "priya", "RR8", ["procurement_lead", "approver"], "not-spend-decider"],
    ["the system", null, null, [], "not-spend-decider"],
  ])("not %s", (_, userId, organisationCode, roles, code) => {
    const actor = { userId, organisationCode, roles };
    expect(() => requireSpendDecider(actor, spend)).toThrow(expect.objectContaining({ code }) as Error);
    expect(mayDecide(actor, spend)).toBe(false);
  });
});
