import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const APP = path.resolve(import.meta.dirname, "../..");

/** Every text area of a page or part, as it is written: file and attributes. */
const AREAS = ["routes", "ui"].flatMap((room) =>
  readdirSync(path.join(APP, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.includes(".test."))
    .flatMap((file) =>
      [...readFileSync(path.join(APP, room, file), "utf8").matchAll(/<TextArea\b(.*?)\/>/gs)].map(
        ([, attributes]) => [`${room}/${file}`, attributes!] as const,
      ),
    ),
);

describe("a long text that somebody typed", () => {
  it("comes back with an error of its form: every text area shows what was typed", () => {
    expect(AREAS.length).toBeGreaterThan(40);
    const empty = AREAS.filter(
      ([, attributes]) => !/\{\.\.\.(field|fields\(\w+\))\(/.test(attributes) && !/\bvalue=/.test(attributes),
    );
    expect(empty).toEqual([]);
  });
});
