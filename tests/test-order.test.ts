import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { longestFirst, LONGEST } from "./setup/longest-first.js";

const root = path.resolve(import.meta.dirname, "..");

it("names only test files that there are", () => {
  expect(LONGEST.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});

it("runs the files that are known to take long first, then the larger ones", () => {
  const small = path.join(root, "tests/test-order.test.ts");
  const large = path.join(root, "tests/domain/simulator/simulator.test.ts");
  const known = [...LONGEST].map((name) => path.join(root, name));
  expect(longestFirst([small, ...known.toReversed(), large])).toEqual([...known, large, small]);
});
