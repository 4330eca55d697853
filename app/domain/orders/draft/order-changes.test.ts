import { describe, expect, it } from "vitest";
import { recipientChanges } from "./order-changes";

const NAMES: Record<string, string> = { B84001: "Brig Royd Surgery (B84001)", RR8: "Leeds (RR8)" };
const nameOf = (code: string) => NAMES[code] ?? code;

describe("what a change of the recipients did", () => {
  it("names who came and who went", () => {
    expect(recipientChanges(["RR8"], ["B84001"], nameOf)).toEqual([
      "added Brig Royd Surgery (B84001)",
      "took out Leeds (RR8)",
    ]);
    expect(recipientChanges(["RR8"], ["RR8"], nameOf)).toEqual([]);
  });

  it("names the first of many and counts the rest", () => {
    const many = ["A1", "A2", "A3", "A4", "A5", "A6", "A7"];
    expect(recipientChanges([], many, nameOf)).toEqual(["added A1, A2, A3, A4, A5 and 2 more"]);
  });
});
