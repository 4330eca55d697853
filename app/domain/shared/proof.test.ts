import { describe, expect, it } from "vitest";
import { proofKey } from "./proof";

describe("one proof", () => {
  it.each([
    "INV 20817",
    "inv 20817 ",
    " Inv20817",
    "I N V 2 0 8 1 7",
    "INV\u00a020817",
    "INV\t20817\n",
    "ＩＮＶ ２０８１７",
    "INV-20817",
    "inv/20817.",
    "INV 208 17",
    "(INV)_20817",
    "INV – 20817",
  ])("is the same in the spelling “%s”", (spelling) => expect(proofKey(spelling)).toBe("inv20817"));

  it.each(["INV 20818", "INV-20818", "INV 20817/2", "INV 208.17", "20817", "VINI 20817", "ÏNV 20817"])(
    "is another one: %s",
    (other) => expect(proofKey(other)).not.toBe("inv20817"),
  );

  it.each(["INV 20817/2", "inv-20817-2", "INV 20817 / 2", "INV20817.2", "inv 20817 – 2", "(INV 20817) (2)"])(
    "of several parts is the same with any sign between their digits, and not one long number: %s",
    (spelling) => {
      expect(proofKey(spelling)).toBe("inv20817/2");
      expect(proofKey(spelling)).not.toBe(proofKey("INV 208172"));
    },
  );

  it("is never without a key, nor has one with a space", () => {
    expect(proofKey(" - / - ")).toBe("-/-");
    expect(proofKey("\u200b")).not.toBe("");
    expect(proofKey("--")).not.toBe(proofKey("//"));
  });
});
