import { describe, expect, it } from "vitest";
import type { PagePlace } from "./page-place";
import { hasWords, pageOfRows, sortedRows } from "./rows-page";

const rows = Array.from({ length: 7 }, (_, at) => ({ id: `r${at}`, sum: BigInt((at * 3) % 7) }));
const page = (place: PagePlace | null) => pageOfRows(rows, ({ id }) => id, place, 3);
const ids = (place: PagePlace | null) => page(place).rows.map(({ id }) => id);

describe("pages of a list that is read whole", () => {
  it("go forward to the end and back to the beginning, each row once", () => {
    const first = page(null);
    expect([ids(null), first.first, first.previous]).toEqual([["r0", "r1", "r2"], 1, null]);
    const second = page(first.next as PagePlace);
    expect([second.rows.map(({ id }) => id), second.first]).toEqual([["r3", "r4", "r5"], 4]);
    const last = page(second.next as PagePlace);
    expect([last.rows.map(({ id }) => id), last.next]).toEqual([["r6"], null]);
    expect(ids(last.previous as PagePlace)).toEqual(["r3", "r4", "r5"]);
    expect(second.previous).toBe("start");
  });

  it("begin anew where the row of the place is gone", () => {
    expect(ids({ side: "after", keys: ["gone"] })).toEqual(["r0", "r1", "r2"]);
  });

  it("have nothing beside an empty list", () => {
    expect(pageOfRows([], String, null)).toEqual({
      rows: [],
      total: 0,
      first: 0,
      previous: null,
      next: null,
    });
  });
});

describe("the rows of a list", () => {
  it("are sorted both ways by what a column holds", () => {
    const by = (descending: boolean) =>
      sortedRows(rows, { by: "sum", descending }, { sum: (row) => row.sum }).map(({ sum }) => Number(sum));
    expect(by(false)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(by(true)).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it("are found by words in any of their texts, whatever their case", () => {
    expect(hasWords("leeds", "INV-000001", "Leeds Teaching Hospitals")).toBe(true);
    expect(hasWords("york", null, "Leeds")).toBe(false);
    expect(hasWords("  ", "anything")).toBe(true);
  });
});
