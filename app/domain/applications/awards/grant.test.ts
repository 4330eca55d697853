import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { whyNotGrant } from "./grant";

const LIMITS = { asked: pence(100_00), left: pence(60_00), fundName: "Frontline" };

describe("whether an award can be of a sum", () => {
  it.each([
    [0, "asks for £100.00"],
    [1, null],
    [60_00, null],
    [60_01, "£60.00 of Frontline is free to allocate, and this award is £60.01"],
    [100_01, "asks for £100.00"],
  ])("%d pence", (amount, words) => {
    const why = whyNotGrant(pence(amount), LIMITS);
    expect(why === null).toBe(words === null);
    expect(why?.title ?? "").toContain(words ?? "");
  });
});
