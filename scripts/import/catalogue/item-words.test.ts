import { describe, expect, it } from "vitest";
import { providerCode } from "../import-cqc";
import { billingPeriodOf, costCategoryOf, readTiers, readUnitPrice, unitOf } from "./item-words";

describe("the imported catalogue's words", () => {
  it("reads prices to four decimals and no further", () => {
    expect(["1.26", "0.017", "0", "6377.44", "10.0"].map(readUnitPrice)).toEqual([
      12600n,
      170n,
      0n,
      63774400n,
      100000n,
    ]);
    expect(["", "-1", "1.23456", "1e3", "£1"].map(readUnitPrice)).toEqual([null, null, null, null, null]);
  });

  it("reads tiers", () => {
    expect(readTiers("1-@1.26")).toEqual([{ fromQuantity: 1n, toQuantity: null, unitPrice: 12600n }]);
    expect(readTiers("1-100@2;101-@1.5")).toHaveLength(2);
    expect(readTiers("1-@")).toBeNull();
  });

  it("names units, periods and categories", () => {
    expect(unitOf("per consultation – core hours")).toBe("consultation-core-hours");
    expect(["year", "month", "", "week"].map(billingPeriodOf)).toEqual(["year", "month", "one-off", null]);
    const service = (name: string) => costCategoryOf("associated_service", name);
    expect(costCategoryOf("solution", "Training records")).toBe("licence-subscription");
    expect(service("SystmOne GP Deployment (Data Migration, Full Training)")).toBe("implementation");
    expect(service("Training Day at Practice")).toBe("training-change");
    expect(service("Doc Management – Migration")).toBe("data-migration");
    expect(service("Project Management")).toBe("implementation");
  });

  it("gives a provider without a number a stable code", () => {
    expect(providerCode("Stockdales Of Sale, Altrincham & District Ltd")).toBe(
      "cqc-provider-stockdales-of-sale-altrincham-and-district-ltd",
    );
  });
});
