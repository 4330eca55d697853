import { describe, expect, it, vi } from "vitest";
import { clockFrom } from "./clock";

describe("a clock that began on a given day", () => {
  it("stands at nine in the morning there and goes on", () => {
    vi.useFakeTimers({ now: new Date("2026-07-01T22:15:00Z") });
    const clock = clockFrom("2028-02-29");
    expect(clock.now()).toEqual(new Date("2028-02-29T09:00:00Z"));
    vi.advanceTimersByTime(15 * 3_600_000);
    expect(clock.now()).toEqual(new Date("2028-03-01T00:00:00Z"));
    vi.useRealTimers();
  });

  it("goes on in a process that begins later with the same instant", () => {
    vi.useFakeTimers({ now: new Date("2026-07-01T10:00:00Z") });
    const since = new Date();
    const first = clockFrom("2027-03-31", since);
    vi.advanceTimersByTime(90_000);
    const second = clockFrom("2027-03-31", since);
    expect(second.now()).toEqual(first.now());
    expect(second.now()).toEqual(new Date("2027-03-31T09:01:30Z"));
    vi.useRealTimers();
  });
});
