import { describe, expect, it } from "vitest";
import { csvRecords } from "./csv-records";

const lines = (text: string) => csvRecords(text)?.map(({ line }) => line);
const fields = (text: string) => csvRecords(text)?.map((record) => record.fields);

describe("a table as text", () => {
  it.each([
    [
      "commas",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "semicolons",
      "a;b\n1,5;2\n",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "tabs",
      "a\tb\n1\t2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a byte-order mark and CRLF",
      "\uFEFFa,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "lines that end in two ways",
      "a,b\r\n1,2\n3,4",
      [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "lines that end in CR",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "quotes",
      'a,b\n"x, ""y""",2\n',
      [
        ["a", "b"],
        ['x, "y"', "2"],
      ],
    ],
    [
      "a quotation mark inside a field",
      'a,b\n6" pipe,2\n',
      [
        ["a", "b"],
        ['6" pipe', "2"],
      ],
    ],
    [
      "rows of other lengths, and an empty one",
      "a,b\n1\n\n1,2,3\n",
      [["a", "b"], ["1"], [""], ["1", "2", "3"]],
    ],
    ["nothing", "", []],
  ])("reads %s", (_, text, expected) => {
    expect(fields(text)).toEqual(expected);
  });

  it("says the line on which each record begins, as an editor numbers them", () => {
    expect(lines('a,b\r\n"x\r\ny\r\nz",2\r\n\r\n3,4\r\n')).toEqual([1, 2, 5, 6]);
    expect(lines('a,b\n"x\ny",2\n3,4')).toEqual([1, 2, 4]);
  });

  it("is refused when a quotation mark is never closed", () => {
    expect(csvRecords('a,b\n"1,2\n3,4')).toBeNull();
  });
});
