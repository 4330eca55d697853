import { describe, expect, test } from "vitest";
import { pence } from "../money/money";
import { day } from "../shared/day";
import { nextState } from "../shared/state-table";
import {
  APPLICATION_STATES,
  lastDayToSend,
  missingParts,
  whyNotSendable,
  type ApplicationAction,
  type ApplicationState,
} from "./application";
import { NOTHING_FILLED_IN, planYears, readContent, storeSums } from "./application-content";
import { GRANT_STATES, grantable, grantedCosts, type GrantAction, type GrantState } from "./awards/grant";
import { costKey, type NeedCost } from "./profile/profile";
import { USUAL_CRITERIA } from "./scoring";

const ACTIONS: ApplicationAction[] = [
  "change",
  "submit",
  "withdraw",
  "score",
  "return_for_more_information",
  "award",
  "decline",
];
const GRANT_ACTIONS: GrantAction[] = ["sign", "take_effect", "turn_down", "withdraw", "give_back"];
const cost = (amount: number, category: NeedCost["category"] = "licence-subscription"): NeedCost => ({
  category,
  nature: "revenue",
  financialYear: 2026,
  amount: pence(amount),
});

describe("states", () => {
  test.each<[ApplicationState, ApplicationAction[]]>([
    ["draft", ["change", "submit", "withdraw"]],
    ["submitted", ["withdraw", "score", "return_for_more_information", "award", "decline"]],
    ["returned", ["change", "submit", "withdraw"]],
    ["awarded", []],
    ["declined", []],
    ["withdrawn", []],
  ])("an application that is %s allows exactly %j", (state, actions) => {
    expect(ACTIONS.filter((action) => nextState(APPLICATION_STATES, state, action) !== null)).toEqual(
      actions,
    );
  });

  test.each<[GrantState, GrantAction[]]>([
    ["awaiting_signature", ["sign", "take_effect", "turn_down", "withdraw"]],
    ["in_force", ["withdraw", "give_back"]],
    ["withdrawn", []],
  ])("an award that is %s allows exactly %j", (state, actions) => {
    expect(GRANT_ACTIONS.filter((action) => nextState(GRANT_STATES, state, action) !== null)).toEqual(
      actions,
    );
  });
});

describe("sending", () => {
  const closes = day("2027-03-31");

  test("ends with the fund, or 14 days after a return if that is later", () => {
    expect(lastDayToSend(closes, null)).toBe(closes);
    expect(lastDayToSend(closes, new Date("2027-03-01T10:00:00Z"))).toBe(closes);
    expect(lastDayToSend(closes, new Date("2027-03-30T10:00:00Z"))).toBe("2027-04-13");
  });

  test("needs every part, and none that the need no longer covers", () => {
    const need = {
      id: "ND-0001",
      title: "",
      summary: "",
      capability: "",
      assuredProduct: true,
      startsOn: closes,
      contactName: "",
      contactEmail: "",
      costs: [cost(100)],
    };
    const fund = { nature: "revenue" as const, financialYear: 2026 };
    const empty = { need: null, content: NOTHING_FILLED_IN, criteria: USUAL_CRITERIA };
    const parts = (input: Parameters<typeof missingParts>[0]) => missingParts(input).map(({ part }) => part);
    expect(parts({ ...empty, fund })).toEqual(["need", "amount", "match", "case"]);
    expect(parts({ ...empty, fund: { ...fund, nature: "capital" } })).toContain("revenue");
    const answers = Object.fromEntries(USUAL_CRITERIA.map(({ id }) => [id, "Yes"]));
    const content = { asked: [cost(100)], match: [], revenuePlan: null, answers };
    expect(parts({ ...empty, need, content, fund })).toEqual([]);
    expect(parts({ ...empty, need: { ...need, costs: [cost(99)] }, content, fund })).toEqual(["amount"]);
  });

  test("late is said once; dates in between do not close a returned application", () => {
    const eligibility = {
      eligible: false,
      conditions: [{ condition: "dates" as const, met: false, text: "Open", whatToDo: "It closed." }],
    };
    const sent = { missing: [], eligibility, lastDay: day("2027-04-13") };
    expect(whyNotSendable({ ...sent, on: day("2027-04-13") })).toEqual([]);
    expect(whyNotSendable({ ...sent, on: day("2027-04-14") })).toEqual([
      "The last day to send it was 13 April 2027.",
    ]);
  });
});

describe("sums", () => {
  test("survive storing, as text", () => {
    const content = {
      asked: [cost(12_345)],
      match: [{ amount: pence(1), source: "Us", nature: "revenue" as const, evidence: "Minutes" }],
      revenuePlan: planYears(2026).map((financialYear) => ({ financialYear, amount: pence(7), payer: "Us" })),
      answers: { benefits: "Many" },
    };
    expect(readContent(storeSums(content) as unknown as Record<string, unknown>)).toEqual(content);
    expect(readContent({})).toEqual(NOTHING_FILLED_IN);
  });

  test("are granted in proportion and to the penny; a cost that gets nothing falls away", () => {
    // 100.00 over 100.01 : 100.01 : 0.01 is 49.9975, 49.9975 and 0.0049: the two pennies over go to the first two
    const asked = [cost(10_001), cost(10_001, "training-change"), cost(1, "hosting-cloud")];
    expect(grantedCosts(asked, pence(10_000)).map(({ amount }) => amount)).toEqual([5_000n, 5_000n]);
    expect(new Set(asked.map(costKey)).size).toBe(3);
  });

  test("that a fund can grant are neither promised to others nor taken, and never below nothing", () => {
    const left = (free: number, unusedAllocations: number) =>
      grantable({ free: pence(free), unusedAllocations: pence(unusedAllocations) });
    expect(left(40, 0)).toBe(40n);
    // 60 is allocated and not used; orders of others took 30 of what is not: 10 is left of it.
    expect(left(70, 60)).toBe(10n);
    expect(left(10, 60)).toBe(0n);
    expect(left(-5, 0)).toBe(0n);
  });
});
