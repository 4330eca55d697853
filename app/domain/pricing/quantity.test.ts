import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitPrice } from "~/domain/money/money";
import { bestOffer } from "./best-offer";
import type { Price } from "./price";
import {
  countedKeys,
  isCountedKey,
  labelOf,
  mostOf,
  NEED_UNIT_NAMES,
  NEED_UNITS,
  nounOf,
  parseQuantity,
  quantityKey,
} from "./quantity";

const price = (unit: string, quantityNoun: string, more: Partial<Price> = {}): Price => ({
  id: quantityNoun,
  unit,
  unitText: `per ${unit}`,
  quantityNoun,
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000) }],
  vatRate: 2000,
  ...more,
});

describe("a need says how many by what is counted and not by how a price is stored", () => {
  it.each([
    ["patient", "patients", "patient", "Registered patients", "patients"],
    ["patient", "registered patients", "patient", "Registered patients", "patients"],
    ["item", "items", "item", "Items", "items"],
    ["item", "connected homes", "item:connected homes", "Connected homes", "connected homes"],
    ["item", "Connected homes", "item:connected homes", "Connected homes", "connected homes"],
    ["home", "connected homes", "item:connected homes", "Connected homes", "connected homes"],
    ["item", "terabytes", "item:terabytes", "Terabytes", "terabytes"],
    ["active-user", "active users", "item:active users", "Active users", "active users"],
    ["bed", "critical care beds", "item:critical care beds", "Critical care beds", "critical care beds"],
    ["sms-fragment", "SMS fragments", "item:SMS fragments", "SMS fragments", "SMS fragments"],
  ])("%s, %s: %s", (unit, noun, key, label, shown) => {
    expect(quantityKey(price(unit, noun))).toBe(key);
    expect([labelOf(key), nounOf(key)]).toEqual([label, shown]);
  });

  it("tells units apart that a supplier gives one noun", () => {
    const keys = ["consultation", "consultation-core-hours", "consultation-out-of-hours"].map((unit) =>
      quantityKey(price(unit, "consultations", { unitText: `per ${unit.replace("-", ", ")}` })),
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe("item:consultations");
  });

  it("takes as many of it as of anything that is counted", () => {
    expect(mostOf("item:terabytes")).toBe(mostOf("item"));
    expect(mostOf("day:implementation")).toBe(100_000n);
    expect(parseQuantity("10,000,001", "item:terabytes")).toBeNull();
  });

  it("names each that needs a number once, and none for a charge that is the same for any", () => {
    const flat = price("item", "interfaces", { calculation: "single-fixed" });
    const prices = [price("item", "terabytes"), price("item", "devices"), price("patient", "patients")];
    expect(countedKeys([...prices, price("item", "devices", { id: "b" }), flat])).toEqual([
      "item:devices",
      "item:terabytes",
    ]);
  });

  it.each(["item:", "item: homes", "item:a\nb", `item:${"x".repeat(121)}`, "patient", "day:implementation"])(
    "%j is nothing that suppliers count in their own words",
    (key) => expect(isCountedKey(key)).toBe(false),
  );
});

describe("two nouns never share a quantity", () => {
  const noun = fc
    .stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/)
    .filter((text) => !NEED_UNIT_NAMES.some((unit) => NEED_UNITS[unit].label.toLowerCase() === text));

  it("has different keys for different nouns, whatever their units", () => {
    const tidy = (text: string) => text.replaceAll(/\s+/g, " ");
    fc.assert(
      fc.property(
        noun,
        noun,
        fc.constantFrom(...NEED_UNIT_NAMES),
        fc.constantFrom(...NEED_UNIT_NAMES),
        (a, b, u, v) => {
          fc.pre(tidy(a) !== tidy(b));
          expect(quantityKey(price(u, a))).not.toBe(quantityKey(price(v, b)));
        },
      ),
    );
  });

  it("prices none by the number that was given for another, and says which it needs", () => {
    fc.assert(
      fc.property(noun, noun, fc.bigInt(1n, 1_000n), (a, b, many) => {
        fc.pre(quantityKey(price("item", a)) !== quantityKey(price("item", b)));
        const given = { [quantityKey(price("item", a))]: many };
        expect(bestOffer("Care", [price("item", a)], given, 12)).toMatchObject({ quantity: many });
        const other = quantityKey(price("item", b));
        expect(bestOffer("Care", [price("item", b)], given, 12)).toMatchObject({
          price: null,
          missing: `Care is priced by ${nounOf(other)}: enter how many you need.`,
          asks: [other],
        });
      }),
    );
  });
});
