import { describe, expect, it } from "vitest";
import { secondFactorStep } from "./second-factor";

const centre = [{ kind: "trust" }, { kind: "national" }];
const trust = [{ kind: "trust" }];

describe("what a session still owes", () => {
  it.each([
    // enabled, passed, memberships, demo, step
    [false, false, centre, false, "set-up"],
    [false, true, centre, false, "set-up"],
    [false, false, centre, true, null],
    [false, false, trust, false, null],
    [false, false, [], false, null],
    [true, false, centre, false, "enter-code"],
    [true, false, centre, true, "enter-code"],
    [true, false, trust, false, "enter-code"],
    [true, true, centre, false, null],
    [true, true, trust, false, null],
  ] as const)(
    "enabled %s, passed %s, at %o, demonstration %s: %s",
    (enabled, passed, memberships, demo, step) => {
      expect(secondFactorStep({ enabled, passed, memberships }, { demo })).toBe(step);
    },
  );
});
