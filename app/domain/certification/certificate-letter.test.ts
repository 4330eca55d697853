import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { decisionLetter } from "./certificate-letter";

const of = (conditions: { text: string; dueOn: ReturnType<typeof day> }[]) =>
  decisionLetter({
    decision: conditions.length > 0 ? "approve_with_conditions" : "approve",
    claimId: "claim",
    standardTitle: "Accessibility",
    holderName: "Alder Care",
    reason: "",
    certificateNumber: "DVC-000001",
    validTo: null,
    conditions,
  });

describe("the letter about a decision", () => {
  it("says in its subject that there are conditions, and ends each as a sentence", () => {
    const letter = of([{ text: "Publish an accessibility statement", dueOn: day("2027-03-31") }]);
    expect(letter.subject).toBe("Approved with conditions: Accessibility for Alder Care");
    expect(JSON.stringify(letter.body)).toContain(
      "On condition, by 31 March 2027: Publish an accessibility statement. Without it the certificate",
    );
  });

  it("of an approval without any says so plainly", () => {
    expect(of([]).subject).toBe("Approved: Accessibility for Alder Care");
  });
});
