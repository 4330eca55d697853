import { describe, expect, it } from "vitest";
import { encodeKeys, PlaceKeys, requireKeys, type KeyType } from "./page-place";

describe("a place in an address", () => {
  it.each([
    [["2026-11-20 09:30:00.123456+00", "C010001-01"]],
    [["9223372036854775807"]],
    [["Zoë’s “Trust” ~/+ 🏥", "x"]],
    [[""]],
  ])("%j goes out and comes back", (keys) => {
    const word = encodeKeys(keys);
    expect(word).toMatch(/^[\w-]+$/);
    expect(PlaceKeys.parse(word)).toEqual(keys);
  });

  it.each([
    "",
    "x",
    "%00",
    "bm90IGpzb24",
    encodeKeys([]),
    encodeKeys(["1", "2", "3", "4", "5"]),
    "W10",
    "WzFd",
    "_".repeat(5_000),
  ])("%j is none", (word) => {
    expect(PlaceKeys.safeParse(word).success).toBe(false);
  });

  it.each<[KeyType, string]>([
    ["timestamptz", "2026-02-30 10:00:00+00"],
    ["timestamptz", "2026-02-03 24:00:00+00"],
    ["timestamptz", "yesterday"],
    ["timestamptz", "2026-02-03 10:00:00+01"],
    ["date", "2026-02-30"],
    ["bigint", "1e3"],
    ["bigint", "99999999999999999999"],
    ["numeric", "NaN"],
    ["text", "a\0b"],
    ["text", "\ud800"],
  ])("whose %s is %j does not fit", (type, key) => {
    expect(() => requireKeys([type], [key])).toThrow("This page of the list does not exist");
  });

  it("whose keys are too few does not fit", () => {
    expect(() => requireKeys(["text", "text"], ["a"])).toThrow("This page of the list does not exist");
    expect(() => requireKeys(["date", "numeric"], ["2026-02-28", "-1.50"])).not.toThrow();
  });
});
