import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnWidths } from "./pdf-columns";

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe("the columns of a printed table", () => {
  it("have their shares where every word fits", () => {
    expect(
      columnWidths(100, [
        { share: 3, least: 10 },
        { share: 1, least: 10 },
      ]),
    ).toEqual([75, 25]);
  });

  it("widen for a sum, and those take less that can", () => {
    const widths = columnWidths(100, [
      { share: 3, least: 10 },
      { share: 1, least: 40 },
    ]);
    expect(widths).toEqual([60, 40]);
  });

  it("are none where the words need more than there is", () => {
    expect(
      columnWidths(100, [
        { share: 1, least: 60 },
        { share: 1, least: 41 },
      ]),
    ).toBeNull();
  });

  it("fill the space and are never too narrow, whatever they hold", () => {
    const column = fc.record({
      share: fc.integer({ min: 1, max: 9 }),
      least: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 10 }), (columns) => {
        const widths = columnWidths(495, columns);
        if (widths === null) return sum(columns.map(({ least }) => least)) > 495;
        return (
          Math.abs(sum(widths) - 495) < 1e-6 &&
          widths.every((width, index) => width >= columns[index]!.least - 1e-6)
        );
      }),
    );
  });
});
