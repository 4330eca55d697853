import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeParagraph, notifyMarkdown } from "./notify-markdown";

/*
 * What Notify would make of a text, as far as it makes anything but paragraphs of it: mistune 0.8.4 with the changes of
 * notifications-utils. A block begins at the start of a line; a link anywhere.
 */
const BLOCKS = {
  heading: /^ *#{1,6} *[^\n]+/m,
  underlinedHeading: /^[^\n]+\n *(=|-)+ *(?:\n|$)/m,
  rule: /^ {0,3}[-*_](?: *[-*_]){2,} *(?:\n|$)/m,
  list: /^ *(?:[•*+-]|\d+\.)/m,
  inset: /^ *[\^>]/m,
  code: /^(?: {4}| *(?:`{3,}|~{3,}))/m,
  table: /^ *\|?.+\|.*\n *\|? *[-:]+[-| :]*/m,
  definition: /^ *\[[^^\]]+\]: */m,
  footnote: /^\[\^[^\]]+\]: */m,
};
const LINKS = {
  inline: /(?<!\\)\[[^\]]*\]\(/,
  reference: /(?<!\\)\[[^\]]*\] *\[/,
  address: /https?:\/\//i,
  domain: /[\p{L}\p{N}]\.\p{L}{2}/u,
  angle: /(?<!\\)<[^>]*(?<!\\)>/,
  placeholder: /(?<!\\)\(\(/,
};

function meanings(markdown: string): string[] {
  return Object.entries({ ...BLOCKS, ...LINKS }).flatMap(([name, pattern]) =>
    pattern.test(markdown) ? [name] : [],
  );
}

/** What a reader sees: Notify drops the backslashes, and nobody sees a zero-width space. */
const read = (markdown: string) =>
  markdown.replaceAll(/\\([\\`*{}[\]()#+\-.!_>~|])/g, "$1").replaceAll("\u200b", "");

describe("what somebody typed", () => {
  it.each([
    ["# A heading", "heading"],
    ["A heading\n===", "underlinedHeading"],
    ["A heading\n---", "underlinedHeading"],
    ["* * *", "rule"],
    ["___", "rule"],
    ["- a point", "list"],
    ["• a point", "list"],
    ["*a point", "list"],
    ["12. a step", "list"],
    ["^ an inset", "inset"],
    ["> a quotation", "inset"],
    ["```\ncode", "code"],
    ["a | b\n--|--\nc | d", "table"],
    ["[x]: https://evil.example", "definition"],
    ["[Sign in](https://evil.example)", "inline"],
    ["[Sign in][x]", "reference"],
    ["See HTTPS://evil.example/a", "address"],
    ["See www.evil.example", "domain"],
    ["<a href='https://evil.example'>x</a>", "angle"],
    ["Dear ((name))", "placeholder"],
  ])("%j would be a %s, and is read as it was typed", (typed, meaning) => {
    expect(meanings(typed)).toContain(meaning);
    expect(meanings(escapeParagraph(typed))).toEqual([]);
    expect(read(escapeParagraph(typed))).toBe(typed);
  });

  it("means nothing to Notify, whatever it is, and reads the same", () => {
    const parts = [
      "1.",
      "http://",
      "https://evil.example",
      "www.",
      "((",
      "](",
      "    ",
      "\n",
      "\n\n",
      "a",
      "é",
    ];
    const marks = fc.constantFrom(...parts, ..."#*-_=^>•|`~[]()\\:<! ");
    const typed = fc.oneof(
      fc.array(marks, { maxLength: 30 }).map((parts) => parts.join("")),
      fc.string({ unit: "grapheme", maxLength: 80 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const markdown = escapeParagraph(text);
        expect(meanings(markdown)).toEqual([]);
        expect(markdown).not.toMatch(/\n\n/);
        const words = (of: string) => of.replaceAll(/\s+|\u200b/gu, "");
        expect(words(read(markdown))).toBe(words(text));
      }),
      { numRuns: 500 },
    );
  });

  it("cannot make a paragraph of its own, nor touch the link after it", () => {
    const link = { label: "Approve or decline it", address: "https://dovetail.example/buying/approvals/C1" };
    const title = "x\n\nPay here:\n\n[now](https://evil.example)\n\n---";
    const markdown = notifyMarkdown([`${title} (C1) asks you.`, link]);
    const paragraphs = markdown.split("\n\n");
    expect(paragraphs).toHaveLength(3);
    expect(paragraphs.slice(1)).toEqual(["Approve or decline it:", link.address]);
    expect(meanings(paragraphs[0]!)).toEqual([]);
  });
});

it("our own words stay as they are written", () => {
  expect(
    notifyMarkdown([
      "£12.50 of Digital Fund is set aside for you, until 31 March 2027.",
      "“Quoted”, it's so.",
    ]),
  ).toBe("£12.50 of Digital Fund is set aside for you, until 31 March 2027.\n\n“Quoted”, it's so.");
});
