import { describe, expect, test } from "vitest";
import { day } from "~/domain/shared/day";
import type { AgreementScope, AgreementVersion } from "../agreement";
import { agreementFor, passedOverText, precedenceOf } from "./precedence";
import { BUYER } from "./rule";

function version(agreementId: string, scope: AgreementScope, from = "2026-04-01"): AgreementVersion {
  return {
    agreementId,
    version: 1,
    title: `Agreement ${agreementId}`,
    parties: [],
    effectiveFrom: day(from),
    effectiveTo: null,
    scope,
    rules: [{ shape: "residual", ruleNumber: 1, payer: BUYER }],
  };
}

const purchase = {
  orderDate: day("2026-11-22"),
  buyerCode: "RTR",
  buyerKind: "trust",
  icbCode: "QHM",
  region: "Y63",
  lotId: "F1-1",
};
const wide = version("AG-0001", {});
const trusts = version("AG-0002", { buyerKinds: ["trust"], regions: ["Y63"] });
const own = version("AG-0003", { organisations: ["RTR"] });
const later = version("AG-0004", trusts.scope, "2026-10-01");

describe("precedence", () => {
  test("the most specific applies, then the latest; each other says why it gives way", () => {
    const { chosen, passedOver } = precedenceOf([wide, trusts, own, later], purchase);
    expect(chosen?.agreementId).toBe("AG-0003");
    expect(passedOver.map(passedOverText)).toEqual([
      "AG-0004 version 1 also covers this purchase; AG-0003 is more specific: it names the organisation.",
      "AG-0002 version 1 also covers this purchase; AG-0003 is more specific: it names the organisation.",
      "AG-0001 version 1 also covers this purchase; AG-0003 is more specific: it names the organisation.",
    ]);
  });

  test.each([
    [
      [trusts, later],
      "AG-0004",
      "AG-0004 is as specific and later: it is in force from 1 October 2026, AG-0002 from 1 April 2026",
    ],
    [
      [trusts, { ...trusts, version: 2 }],
      "AG-0002",
      "AG-0002 is as specific, in force from the same day, and is the higher version: 2",
    ],
    [
      [trusts, { ...trusts, agreementId: "AG-0009" }],
      "AG-0009",
      "AG-0009 is as specific, in force from the same day, and has the later number",
    ],
    [[wide, version("AG-0005", { lots: ["F1-1"] })], "AG-0005", "AG-0005 is more specific: it names the lot"],
  ])("where two are close (%#)", (agreements, chosen, reason) => {
    for (const order of [agreements, agreements.toReversed()]) {
      const found = precedenceOf(order, purchase);
      expect(found.chosen?.agreementId).toBe(chosen);
      expect(found.passedOver.map((each) => each.reason)).toEqual([reason]);
    }
  });

  test("an agreement about some kinds of cost covers only those", () => {
    const cyber = version("AG-0006", { categories: ["cyber-security"] });
    expect(agreementFor([trusts, cyber], { ...purchase, category: "cyber-security" })).toBe(cyber);
    expect(agreementFor([trusts, cyber], { ...purchase, category: "training-change" })).toBe(trusts);
    expect(agreementFor([cyber], purchase)).toBeNull();
  });

  test("nobody is chosen where none covers the purchase", () => {
    expect(precedenceOf([version("AG-0007", { regions: ["Y56"] })], purchase)).toEqual({
      chosen: null,
      passedOver: [],
    });
  });
});
