import { describe, expect, it } from "vitest";
import { holdable, MOST_HELD_BYTES } from "./held-form";

describe("what is kept of a form whose session ended", () => {
  it("is every field, also one whose name only contains the word code", () => {
    const typed = {
      organisationCode: "RR8",
      code: ["B81001", "B81002"],
      "scope.codes": "QWO",
      postcode: "LS9",
    };
    expect(holdable(typed)).toEqual(typed);
  });

  it.each(["password", "Password", "oneTimeCode", "one-time-code", "otp", "backupCode"])(
    "is never a field named %s",
    (name) => expect(holdable({ [name]: "secret", intent: "confirm" })).toEqual({ intent: "confirm" }),
  );

  it("leaves out what its page calls a secret", () => {
    expect(holdable({ code: "123456", intent: "confirm" }, ["code"])).toEqual({ intent: "confirm" });
  });

  it("is at most 64 KB of UTF-8", () => {
    const overhead = JSON.stringify({ reason: "" }).length;
    expect(holdable({ reason: "x".repeat(MOST_HELD_BYTES - overhead) })).not.toBeNull();
    expect(holdable({ reason: "x".repeat(MOST_HELD_BYTES - overhead + 1) })).toBeNull();
    expect(holdable({ reason: "€".repeat(MOST_HELD_BYTES / 2) })).toBeNull();
  });
});
