import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unspokenIn, unspokenOn } from "./setup/spoken-words";

/** In source: a sum in a sentence, or a label, that is called free and no more. */
const BARE_FREE =
  /(\}|\b(it|what|rest|which|money|fund)) (is|are|has) free\b(?! (to (commit|allocate)|of charge))|\bhas free\b|\bfree (money|balance)\b|["'>]Free["'<]|\} free\b(?! to)/;

describe("words that nobody says", () => {
  it.each([
    "<p>Reverse this deed</p>",
    "<p>Two rules to mend</p>",
    "<th>Debits reserved</th>",
    "<td>fund:FD-2026</td>",
    "<td>money-request:FR-0015</td>",
    "<p>Entry 7e02f1d0-76eb-44dd-be13-d4a9647155f7 was put right</p>",
    "<td>Alder Systems (supplier 20001)</td>",
    "<td>Leeds (GB-NHS-RR8)</td>",
    "<td>dtac#1</td>",
    "<p>refused (rule PA-10)</p>",
    "<p>each of the 1 party</p>",
    '<svg aria-label="in_progress"></svg>',
    "<td>2027-03-03</td>",
    "<td>3 Mar 2027</td>",
    "<td>March 3, 2027</td>",
    "<td>licence-subscription</td>",
  ])("are found in %s", (html) => {
    expect(unspokenOn(html)).toHaveLength(1);
  });

  it.each([
    "<p>£1,200.00 is free</p>",
    "<td>£3m</td><td>£426,229.32 free</td>",
    "<text>Free <tspan>£26.9m</tspan></text>",
    "<p>all of it is free</p>",
    "<p>orders take whatever the fund has free</p>",
    "<p>The free balance goes on</p>",
  ])("are a bare “free” beside money, as in %s", (html) => {
    expect(unspokenOn(html)).toHaveLength(1);
    expect(
      unspokenOn(html.replace(/free(?! balance)/i, "$& to commit").replace("free balance", "balance")),
    ).toEqual([]);
  });

  it("are none where something costs nothing", () => {
    expect(unspokenOn("<p>The first export is free; a repeat is free of charge. Free text.</p>")).toEqual([]);
    expect(unspokenIn("Fund,Free (pounds)\r\nA,1.00\r\n")).toHaveLength(1);
  });

  it("stand in no refusal, mail or paper either: what is free is free to commit or to allocate", () => {
    const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
      (name) => /\.tsx?$/.test(name) && !name.includes(".test."),
    );
    const found = files.flatMap((name) =>
      readFileSync(`app/${name}`, "utf8")
        .split("\n")
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
        .filter((line) => BARE_FREE.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(files.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });

  it("are not looked for where nobody reads them", () => {
    const html = `<a href="/commercial/ledger/deeds/1" class="is_wide">The entry</a><pre>{"a_b":1}</pre><code>links_next</code>`;
    expect(unspokenOn(html)).toEqual([]);
  });

  it("are found in the headings and the cells of a file", () => {
    expect(unspokenIn("Order,net GBP\r\nC1,1.00\r\n")).toEqual(['has the heading "net GBP"']);
    expect(unspokenIn("payer_code\r\n")).toEqual(['has the heading "payer_code"']);
    expect(unspokenIn("Order,State\r\nC1,awaiting_approval\r\n")[0]).toContain("awaiting_approval");
    expect(unspokenIn("Order,Excluding VAT (pounds)\r\nC1,1.00\r\n")).toEqual([]);
  });
});
