import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { conditionRows, readConditions } from "./decision-form";

const within = { today: day("2026-11-29"), validTo: day("2027-11-28") };
const due = (row: number, date: string, month: string, year: string) => ({
  [`dueOn-${row}-day`]: date,
  [`dueOn-${row}-month`]: month,
  [`dueOn-${row}-year`]: year,
});

describe("the conditions of a decision", () => {
  it("are read row by row, empty rows left out", () => {
    const form = {
      "condition-1": " Send the report. ",
      ...due(1, "31", "3", "2027"),
      "condition-2": "",
      "condition-3": "Close the finding.",
      ...due(3, "28", "11", "2027"),
    };
    expect(readConditions(form, within)).toEqual({
      conditions: [
        { text: "Send the report.", dueOn: "2027-03-31" },
        { text: "Close the finding.", dueOn: "2027-11-28" },
      ],
      errors: {},
    });
    expect(conditionRows(form)).toBe(3);
    expect(conditionRows({ ...form, rows: "4" })).toBe(4);
  });

  it.each([
    ["after the certificate ends", due(1, "30", "4", "2029"), "on or before 28 November 2027"],
    ["in the past", due(1, "28", "11", "2026"), "today or later"],
    ["no day", due(1, "31", "2", "2027"), "a real date"],
    ["missing", {}, "Enter the day it is due"],
  ])("due %s: the error stands beside its field", (_, dates, words) => {
    const { errors } = readConditions({ "condition-1": "Send the report.", ...dates }, within);
    expect(errors["dueOn-1"]).toContain(words);
  });

  it("at least one is asked for", () => {
    expect(Object.keys(readConditions({}, within).errors)).toEqual(["condition-1", "dueOn-1"]);
  });
});
