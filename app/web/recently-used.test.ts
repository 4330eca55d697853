import { describe, expect, it } from "vitest";
import { RecentlyUsed } from "./recently-used";

describe("what was used last is kept", () => {
  it("drops the one longest unused when the limit is passed", () => {
    const kept = new RecentlyUsed<string>(2);
    kept.set("a", "1");
    kept.set("b", "2");
    kept.get("a");
    kept.set("c", "3");
    expect([kept.get("a"), kept.get("b"), kept.get("c")]).toEqual(["1", undefined, "3"]);
  });

  it("counts by size and always keeps the newest", () => {
    const kept = new RecentlyUsed<string>(5, (text) => text.length);
    kept.set("a", "123");
    kept.set("b", "1234567");
    expect([kept.get("a"), kept.get("b")]).toEqual([undefined, "1234567"]);
    kept.set("b", "1");
    kept.set("c", "1234");
    expect([kept.get("b"), kept.get("c")]).toEqual(["1", "1234"]);
  });
});
