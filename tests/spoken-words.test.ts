import { describe, expect, it } from "vitest";
import { unspokenIn, unspokenOn } from "./setup/spoken-words";

describe("words that nobody says", () => {
  it.each([
    "<p>Reverse this deed</p>",
    "<p>Two rules to mend</p>",
    "<th>Debits reserved</th>",
    "<td>fund:FD-2026</td>",
    "<td>dtac#1</td>",
    "<p>refused (rule PA-10)</p>",
    "<p>each of the 1 party</p>",
    '<svg aria-label="in_progress"></svg>',
  ])("are found in %s", (html) => {
    expect(unspokenOn(html)).toHaveLength(1);
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
