import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressed, mailText, paragraphLines, subjectLine } from "./mail";

describe("a subject", () => {
  it.each([
    ["Order C1-01 is live", "Order C1-01 is live"],
    ["  Two\r\nBcc: everybody@example.org  ", "Two Bcc: everybody@example.org"],
    ["a\u2028b\u2029c\u0000d\te", "a b c d e"],
    ["turned \u202eround", "turned round"],
    ["# not [a](b) heading", "# not [a](b) heading"],
    ["é".repeat(200), `${"é".repeat(149)}…`],
    ["😀".repeat(151), `${"😀".repeat(149)}…`],
  ])("%j is %j", (typed, line) => expect(subjectLine(typed)).toBe(line));

  const characters = fc.constantFrom(
    "a",
    "é",
    "😀",
    " ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u0085",
    "\u2028",
    "\u202e",
    "\u2066",
    "#",
  );

  it("is one short line of visible characters whatever was typed", () => {
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 250 }), (typed) => {
        const line = subjectLine(typed.join(""));
        expect([...line].length).toBeLessThanOrEqual(150);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(subjectLine(line)).toBe(line);
      }),
    );
  });
});

describe("a link", () => {
  it("is an address of the service", () => {
    const link = { label: "See it", path: "/buying/orders/C1-01?year=2026" } as const;
    expect(addressed(["Words.", link], "https://dovetail.example")).toEqual([
      "Words.",
      { label: "See it", address: "https://dovetail.example/buying/orders/C1-01?year=2026" },
    ]);
    expect(mailText(["Words.", link])).toBe("Words.\n\nSee it: /buying/orders/C1-01?year=2026");
  });

  it.each(["//evil.example", "/\\evil.example"] as const)("to %j is refused", (path) =>
    expect(() => addressed([{ label: "x", path }], "https://dovetail.example")).toThrow("cannot link to"),
  );

  it("ends where its path does, whatever is in it", () => {
    const [link] = addressed([{ label: "x", path: "/a b)'<c>?q=[d] e" }], "https://dovetail.example");
    expect(link).toMatchObject({ address: "https://dovetail.example/a%20b%29%27%3Cc%3E?q=%5bd%5d%20e" });
  });
});

it("a paragraph keeps its line breaks and loses what nobody sees", () => {
  expect(paragraphLines("one\r\n\r\n  two\u0007\u202e \rthree\u2028four")).toEqual([
    "one",
    "two",
    "three",
    "four",
  ]);
});
