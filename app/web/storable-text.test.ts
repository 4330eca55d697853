import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStorable, recordOf, storable, storableJson } from "./storable-text";

describe("text that can be stored", () => {
  it.each([
    ["words", "words"],
    ["a\0b\0", "ab"],
    ["\ud800half", "half"],
    ["half\udc00", "half"],
    ["\udc00\ud83d", ""],
    ["whole \u{1f600} stays", "whole \u{1f600} stays"],
    ["lines\r\nand\ttabs, ’quotes’, é", "lines\r\nand\ttabs, ’quotes’, é"],
  ])("%j becomes %j", (given, kept) => {
    expect(storable(given)).toBe(kept);
    expect(isStorable(given)).toBe(given === kept);
  });

  it("is well formed UTF-16 without NUL, whatever came in, and once is enough", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
        const kept = storable(String.fromCharCode(...units));
        expect(isStorable(kept)).toBe(true);
        expect(storable(kept)).toBe(kept);
        expect(() => encodeURIComponent(kept)).not.toThrow();
        expect(Buffer.from(kept, "utf8").toString("utf8")).toBe(kept);
        expect(kept).not.toContain("\0");
      }),
    );
  });

  it("is found at any depth of JSON, in names too", () => {
    const json: unknown = JSON.parse(String.raw`{"a\u0000":["\ud800x",{"b":"\u0000"},1,null,true]}`);
    expect(storableJson(json)).toEqual({ a: ["x", { b: "" }, 1, null, true] });
  });
});

describe("a record of names and values", () => {
  it("makes a list of what stands more than once, and harms no prototype", () => {
    const record = recordOf([
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
      ["__proto__", "4"],
    ]);
    expect(Object.entries(record)).toEqual([
      ["a", ["1", "3"]],
      ["b", "2"],
      ["__proto__", "4"],
    ]);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});
