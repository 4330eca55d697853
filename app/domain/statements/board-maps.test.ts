import { describe, expect, it } from "vitest";
import { day } from "../shared/day";
import { BOARD_MAPS, boardMapOn, type BoardMap } from "./board-maps";

describe("the boards of England", () => {
  it("stand in their order, and each has a square of its own", () => {
    const days = BOARD_MAPS.map(({ from }) => from);
    expect(days).toEqual([...days].sort());
    for (const { boards } of BOARD_MAPS) {
      expect(new Set(boards.map(({ code }) => code)).size).toBe(boards.length);
      expect(new Set(boards.map(({ column, row }) => `${column} ${row}`)).size).toBe(boards.length);
    }
  });

  it("are those of the map that had begun by a day", () => {
    const map = (from: string): BoardMap => ({ ...BOARD_MAPS[0]!, from: day(from) });
    const maps = [map("2026-04-01"), map("2028-04-01")];
    const on = (text: string) => boardMapOn(day(text), maps).from;
    expect(on("2028-03-31")).toBe("2026-04-01");
    expect(on("2028-04-01")).toBe("2028-04-01");
    expect(on("2020-01-01")).toBe("2026-04-01");
  });
});
