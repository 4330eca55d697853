import { describe, expect, it } from "vitest";
import { unitPrice } from "~/domain/money/money";
import { agreedField, quantityField, readAgreedPrices, readQuantities } from "./item-fields";

const PRICE = {
  id: "P1",
  tiers: [
    { from: 1n, to: 1_000n, unitPrice: unitPrice(12_600) },
    { from: 1_001n, to: null, unitPrice: unitPrice(11_000) },
  ],
};
const agreed = (...texts: string[]) =>
  readAgreedPrices(
    Object.fromEntries(texts.map((text, at) => [agreedField("P1", at), text])),
    PRICE,
    "Alder Plan",
  );

describe("agreed prices", () => {
  it("are the list price where nothing is typed, and in its tiers where one is", () => {
    expect(agreed("", "")).toEqual({ value: null, errors: {} });
    expect(agreed("£1.20", "")).toEqual({ value: [12_000n, 11_000n], errors: {} });
  });

  it.each(["abc", "-1", "1.23456"])("%s is refused at its box, which the words name", (text) => {
    expect(agreed("", text).errors).toEqual({
      "agreed-P1-1":
        "Enter the agreed price of Alder Plan for 1,001 or more in pounds with at most four decimals, for example 1.26",
    });
  });

  it("has every wrong box in one round, one above the list price too", () => {
    expect(agreed("99999", "abc").errors).toEqual({
      "agreed-P1-0": "The agreed price of Alder Plan for 1 to 1,000 must be the list price of £1.26 or less",
      "agreed-P1-1": expect.stringContaining("1,001 or more"),
    });
  });
});

describe("quantities", () => {
  const recipients = [
    { code: "B84613", name: "Elland Surgery" },
    { code: "B84001", name: "Moor Practice" },
    { code: "B84002", name: "Park Practice" },
  ];
  const read = (...texts: string[]) =>
    readQuantities(
      Object.fromEntries(texts.map((text, at) => [quantityField("P1", recipients[at]!.code), text])),
      { priceId: "P1", name: "Alder Plan", unit: "bed", noun: "beds" },
      recipients,
    );

  it("are whole numbers, with or without commas, and nothing is none", () => {
    expect(read("9,500", "12", "")).toEqual({
      value: { B84613: 9_500n, B84001: 12n, B84002: 0n },
      errors: {},
    });
  });

  it("may be none for one recipient and not for all of them", () => {
    expect(read("0", "12", "").errors).toEqual({});
    expect(read("", "", "").errors).toEqual({});
    expect(read("0", "", "0").errors).toEqual({
      "quantity-P1-B84613":
        "Enter how many beds of Alder Plan are ordered, 1 or more, or take it off the order’s items",
      "quantity-P1-B84002":
        "Enter how many beds of Alder Plan are ordered, 1 or more, or take it off the order’s items",
    });
  });

  it.each(["2.5", "-1", "many", "300,001"])(
    "%s is refused at each box that has it, and the words name whose it is",
    (text) => {
      expect(read(text, "12", text).errors).toEqual({
        "quantity-P1-B84613":
          "Enter how many beds of Alder Plan Elland Surgery gets as a whole number from 0 to 300,000, for example 12",
        "quantity-P1-B84002": expect.stringContaining("Park Practice"),
      });
    },
  );
});
