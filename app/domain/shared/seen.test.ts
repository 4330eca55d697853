import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedSince, readSeen, seenOtherwise } from "./seen";

const seen = { Name: "Ward records", Term: "12 months", Lot: "" };

describe("what was changed since a form was opened", () => {
  it.each([
    ["nothing", seen, []],
    ["a field", { ...seen, Term: "24 months" }, ["Term is 24 months now, and was 12 months."]],
    ["an empty field", { ...seen, Lot: "Records" }, ["Lot is Records now, and was nothing."]],
    ["a field that is gone", { Name: "Ward records", Lot: "" }, ["Term is nothing now, and was 12 months."]],
    ["a long text", { ...seen, Name: "x".repeat(81) }, ["Name was rewritten."]],
  ])("%s", (_, now, changes) => expect(changedSince(seen, now)).toEqual(changes));

  it("is what was sent back, whatever its fields say", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (any) => {
        expect(readSeen(JSON.stringify(any))).toEqual(any);
        expect(changedSince(any, any)).toEqual([]);
      }),
    );
  });

  it.each([undefined, "", "{", "null", "[1]", "3", ["a"]])("%j is nothing that a form showed", (text) =>
    expect(readSeen(text)).toBeNull(),
  );

  it("is said, with what becomes of what was typed", () => {
    expect(seenOtherwise(["Term is 24 months now, and was 12 months."]).public).toEqual({
      title: "Somebody has changed this since you opened the page. Nothing was saved.",
      detail:
        "Term is 24 months now, and was 12 months. What you typed is still below. Save again to put it in place of what they saved.",
    });
  });
});
