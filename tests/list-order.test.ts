import { describe, expect, it } from "vitest";
import { orderFaults } from "./setup/list-order";

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
const day = (written: string) => `<time class="dt-day" dateTime="${written}">${written}</time>`;
const page = (says: string, ...rows: string[]) =>
  `<p>${says}</p><table><tbody>${rows.join("")}</tbody></table>`;

describe("a list that says that the newest comes first", () => {
  it.each(["2 orders, the newest first.", "Orders, the newest <!-- -->10 of <a>45 that run</a>"])(
    "shows it: %s",
    (says) => {
      expect(orderFaults(page(says, row("A", day("2026-11-02")), row("B", day("2026-11-01"))))).toEqual([]);
      expect(orderFaults(page(says, row("A", day("2026-11-01")), row("B", day("2026-11-02"))))).toHaveLength(
        1,
      );
      expect(orderFaults(page(says, row("A"), row("B")))).toHaveLength(1);
    },
  );

  it("is promised by a caption for its own table, where one row has no order", () => {
    const table = (...rows: string[]) =>
      `<table><caption>Movements, the latest day first</caption><tbody>${rows.join("")}</tbody></table>`;
    const other = page("Two payers", row("A"), row("B"));
    expect(orderFaults(other + table(row("A", day("2026-11-01"))))).toEqual([]);
    expect(orderFaults(other + table(row("A"), row("B")))).toHaveLength(1);
  });

  it("may begin with rows that have no day yet, and another list says nothing", () => {
    const rows = [row("A", "Not sent yet"), row("B", day("2026-11-02")), row("C", day("2026-11-01"))];
    expect(orderFaults(page("3 drafts, the newest first", ...rows))).toEqual([]);
    const offered = "<select><option>The newest first</option></select>";
    expect(orderFaults(page(`${offered} 3 drafts, by title`, row("A"), row("B")))).toEqual([]);
    expect(orderFaults(page("3 drafts, by title", row("A"), row("B")))).toEqual([]);
  });
});
