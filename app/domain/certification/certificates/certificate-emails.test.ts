import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { decisionEmail, statusEmail } from "./certificate-emails";

const of = (conditions: { text: string; dueOn: ReturnType<typeof day> }[]) =>
  decisionEmail({
    decision: conditions.length > 0 ? "approve_with_conditions" : "approve",
    claimId: "claim",
    standardTitle: "Accessibility",
    holderName: "Alder Care",
    reason: "",
    certificateNumber: "DVC-000001",
    validTo: null,
    conditions,
  });

describe("the email about a decision", () => {
  it("says in its subject that there are conditions, and ends each as a sentence", () => {
    const email = of([{ text: "Publish an accessibility statement", dueOn: day("2027-03-31") }]);
    expect(email.subject).toBe("Approved with conditions: Accessibility for Alder Care");
    expect(JSON.stringify(email.body)).toContain(
      "On condition, by 31 March 2027: Publish an accessibility statement. Without it the certificate",
    );
  });

  it("of an approval without any says so plainly", () => {
    expect(of([]).subject).toBe("Approved: Accessibility for Alder Care");
  });
});

describe("the email about an event", () => {
  const told = (kind: "suspended" | "withdrawn" | "reinstated", on: string) =>
    statusEmail({
      kind,
      number: "DVC-000001",
      standardTitle: "Accessibility",
      holderName: "Alder Care",
      reason: "It is sold to nobody.",
      happened: "happened",
      on: day(on),
      today: day("2027-03-31"),
    });

  it("of a day to come says from when, in the future", () => {
    expect(told("withdrawn", "2027-06-01").subject).toBe(
      "Withdrawn from 1 June 2027: Accessibility for Alder Care",
    );
    expect(told("withdrawn", "2027-06-01").body).toContain(
      "From 1 June 2027 what depends on it cannot be bought. It does not come back.",
    );
    expect(told("suspended", "2027-06-01").body).toContain(
      "From 1 June 2027 what depends on it cannot be bought, until it is reinstated.",
    );
    expect(told("reinstated", "2027-06-01").body).toContain("It counts again from 1 June 2027.");
  });

  it("of today says what holds now", () => {
    expect(told("suspended", "2027-03-31").subject).toBe("Suspended: Accessibility for Alder Care");
    expect(told("suspended", "2027-03-31").body).toContain("What depends on it cannot be bought for now.");
  });
});
