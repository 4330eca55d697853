import { expect, it } from "vitest";
import { supplierIdOf, supplierOrganisationCode } from "./supplier-code";

it.each([
  ["S20001", "20001"],
  ["s20001", "20001"],
  ["20001", null],
  ["S", null],
  ["S20001-01", null],
  ["S-100", null],
])("the code %s names the supplier %s", (code, id) => expect(supplierIdOf(code)).toBe(id));

it("every supplier is found by the code that pages show", () => {
  expect(supplierIdOf(supplierOrganisationCode("20034"))).toBe("20034");
});
