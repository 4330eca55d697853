import { afterEach, beforeEach, expect } from "vitest";

/*
 * A test that did not expect console.error fails: it is how React and libraries report a mistake that still renders.
 * A test that expects one spies on it: vi.spyOn(console, "error").mockImplementation(() => {}).
 */
const original = console.error;
let calls: unknown[][] = [];

beforeEach(() => {
  calls = [];
  console.error = (...args: unknown[]) => {
    calls.push(args);
  };
});

afterEach(() => {
  console.error = original;
  if (calls.length === 0) return;
  const said = calls.map((args) => args.map(String).join(" ")).join("\n");
  calls = [];
  expect.fail(`console.error was called and the test did not expect it:\n${said}`);
});
