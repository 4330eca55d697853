import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { NeedForm, wrongWithNeed } from "./need-form";

const RIGHT = {
  name: "Monitoring at home",
  need: "Homes that raise an alarm.",
  termMonths: "12",
  "startsOn-day": "1",
  "startsOn-month": "4",
  "startsOn-year": "2027",
};
const read = (more: Record<string, string>) => NeedForm.safeParse({ ...RIGHT, ...more });
const errorsOf = (more: Record<string, string>) =>
  Object.fromEntries((read(more).error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));

describe("a need says how many of what suppliers count in their own words", () => {
  it("reads a field for each and one more that is chosen", () => {
    const { data } = read({
      "quantity-item": "3",
      "quantity-item:connected homes": "1,200",
      "quantity-item:devices": "",
      "other-counted": "item:terabytes",
      "other-quantity": "40",
      "days-implementation": "10",
    });
    expect(data?.need.quantities).toEqual({
      item: 3n,
      "item:connected homes": 1_200n,
      "item:terabytes": 40n,
      "day:implementation": 10n,
    });
  });

  it.each([
    [
      { "quantity-item:connected homes": "many" },
      "quantity-item:connected homes",
      "Enter the number of connected homes as a whole number from 1 to 10,000,000, for example 30",
    ],
    [
      { "other-counted": "item:terabytes" },
      "other-quantity",
      "Enter the number of terabytes, for example 30",
    ],
    [{ "other-quantity": "40" }, "other-counted", "Choose what the number is of, or leave both empty"],
    [
      { "other-counted": "day:training", "other-quantity": "4" },
      "other-counted",
      "Choose what else is counted from the list",
    ],
    [
      { "other-counted": "item:terabytes", "other-quantity": "0" },
      "other-quantity",
      "Enter the number of terabytes as a whole number from 1 to 10,000,000, for example 30",
    ],
    [
      {},
      "quantity-patient",
      "Enter how many you need of at least one unit, for example 9,500 registered patients",
    ],
  ])("%j is wrong at %s", (typed, field, message) => {
    expect(errorsOf(typed as Record<string, string>)).toEqual({ [field]: message });
  });
});

describe("a need says at once what its day and its lot forbid", () => {
  const context = {
    today: day("2026-12-10"),
    lots: [{ id: "L1", name: "Home monitoring", minimumTermMonths: 1, maximumTermMonths: 12 }],
  };
  const wrong = (more: Record<string, string>) => wrongWithNeed({ ...RIGHT, ...more }, context);

  it("and finds nothing wrong at the lot's longest term, nor while no lot is chosen", () => {
    expect(wrong({ lotId: "L1" })).toEqual({});
    expect(wrong({ termMonths: "60" })).toEqual({});
  });

  it("a month over the lot's longest term, beside the term and with the lot's figure", () => {
    expect(wrong({ lotId: "L1", termMonths: "13" })).toEqual({
      termMonths:
        "Home monitoring allows at most 12 months, options to extend included, and the term is 13. Shorten the term, or choose another lot.",
    });
  });

  it("a lot that is not offered, and a start in the past", () => {
    expect(wrong({ lotId: "L9", termMonths: "60", "startsOn-year": "2026" })).toEqual({
      lotId: "Choose a lot from the list",
      startsOn: "The start must be today or a day to come",
    });
  });
});
