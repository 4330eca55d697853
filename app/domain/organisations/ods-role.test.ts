import { describe, expect, it } from "vitest";
import { odsRoleText } from "./ods-role";
import { regionText } from "./region";

describe("codes of the directory in words", () => {
  it("a role has its name before its code", () => {
    expect(odsRoleText("RO197")).toBe("NHS trust (RO197)");
    expect(odsRoleText("RO999")).toBe("RO999");
  });

  it("a region, too", () => {
    expect(regionText("Y63")).toBe("North East and Yorkshire (Y63)");
    expect(regionText("Y99")).toBe("Y99");
  });
});
