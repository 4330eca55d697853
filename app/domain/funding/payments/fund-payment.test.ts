import { describe, expect, it } from "vitest";
import { pence } from "../../money/money";
import {
  payersWord,
  asksPayer,
  mayDoWithPayment,
  waitsLabel,
  whyNotAgreed,
  whyNotWithPayment,
} from "./fund-payment";

const who = (userId: string | null, organisationCode: string | null, ...roles: string[]) => ({
  userId,
  organisationCode,
  roles,
});
const asked = (state: "requested" | "agreed" = "requested") => ({
  id: "FP-0001",
  state,
  payerCode: "QWO",
  askedBy: ["victor", "nadia"],
});

describe("who is asked, and who decides", () => {
  it.each([
    ["QWO", who("nadia", "X24"), true],
    ["X24", who("nadia", "X24"), false],
    ["QWO", who(null, null), false],
    ["QWO", who(null, "X24"), false],
  ])("the payer %s of %j is asked: %s", (payer, actor, answer) =>
    expect(asksPayer(payer, actor)).toBe(answer),
  );

  it.each([
    [asked(), who("helen", "QWO", "approver"), "decide"],
    [asked(), who("helen", "QWO", "procurement_lead"), null],
    [asked(), who("helen", "QOP", "approver"), null],
    [asked(), who("nadia", "QWO", "approver"), null],
    [asked(), who("iris", "X24", "commercial_officer"), "withdraw"],
    [asked(), who("owen", "X24", "assessor"), null],
    [asked(), who(null, "X24", "commercial_officer"), null],
    [asked("agreed"), who("helen", "QWO", "approver"), null],
  ] as const)("%j, %j: %s", (payment, actor, may) => {
    expect(mayDoWithPayment(payment, actor)).toBe(may);
    for (const action of ["decide", "withdraw"] as const)
      expect(whyNotWithPayment(payment, actor, action) === null).toBe(may === action);
  });

  it.each([
    ["requested", "Waits for Leeds"],
    ["agreed", "Agreed by Leeds"],
    ["declined", "Declined by Leeds"],
    ["withdrawn", "Withdrawn before Leeds decided"],
    ["reversed", "Reversed"],
  ] as const)("a request whose payer's part is %s: %s", (state, words) => {
    expect(payersWord({ state, payerName: "Leeds" })).toBe(words);
    expect(payersWord(null)).toBeNull();
  });

  it.each([
    [true, 0, null],
    [true, 100, "Waits for Leeds to agree to £1.00 more"],
    [false, 100, "Waits for Leeds to agree to £1.00"],
    [false, 0, "Holds no money: Leeds has not agreed to pay"],
  ])("agreed %s and %d pence asked: %s", (payerAgreed, waiting, words) => {
    const fund = { name: "F", payerName: "Leeds", payerAgreed, waiting: pence(waiting) };
    expect(waitsLabel(fund)).toBe(words);
    expect(whyNotAgreed(fund, "Leeds")?.code).toBe(payerAgreed ? undefined : "fund-waits-for-payer");
  });
});
