import { describe, expect, it } from "vitest";
import { demonstrationProblem, type Holding } from "./demonstration";

describe("a demonstration and real data are never served as each other", () => {
  it.each<[boolean, Holding, RegExp | null]>([
    [true, "demonstration", null],
    [true, "nothing", /holds no demonstration yet.*seed\/main\.ts/],
    [true, "data", /holds data that was not made as a demonstration.*DEMO=0/],
    [false, "data", null],
    [false, "nothing", null],
    [false, "demonstration", /must not pass for real.*DEMO=1/],
  ])("demonstration mode %s on a database that holds %s", (demo, holding, problem) => {
    const found = demonstrationProblem(demo, holding);
    expect(found === null).toBe(problem === null);
    expect(found ?? "").toMatch(problem ?? /^$/);
  });
});
