import { describe, expect, it } from "vitest";
import { readableName, readDay } from "../readable-name";
import { boardNow, mergersOf, postcodeArea } from "./icb-mergers";

const trust = (code: string, icb: string, postcode = "LS1 1AA") => ({ code, icb, postcode, region: "Y61" });

describe("which board replaced which", () => {
  const trustsNow = [trust("R1", "NEW1", "CO1 1AA"), trust("R2", "NEW2", "IP1 1AA"), trust("R3", "STAYS")];
  const trustsBefore = [
    { code: "R1", icb: "OLD" },
    { code: "R2", icb: "OLD" },
    { code: "R3", icb: "OTHER" },
  ];
  const mergers = mergersOf({ icbs: ["OLD", "STAYS", "OTHER"], trustsNow, trustsBefore });

  it("takes only moves from a board that is gone to one that is new", () => {
    expect(mergers).toEqual([
      { from: "OLD", to: "NEW1", trusts: 1, of: 2 },
      { from: "OLD", to: "NEW2", trusts: 1, of: 2 },
    ]);
  });

  it("lets practices' postcodes decide where a divided board's location went, or says it cannot", () => {
    expect(boardNow("OLD", ["CO2 1AA", "CO3 1AA", "IP2 1AA", "XX1 1AA"], mergers, trustsNow)).toBe("NEW1");
    expect(boardNow("OLD", ["CO2 1AA", "IP2 1AA"], mergers, trustsNow)).toBeNull();
    expect(boardNow("OLD", [], mergers, trustsNow)).toBeNull();
  });

  it("reads the area of a postcode", () => {
    expect(["CM20 1QX", "n15 3th", "", "W1"].map(postcodeArea)).toEqual(["CM", "N", "", "W"]);
  });
});

describe("the directory's texts", () => {
  it("puts capitals into ordinary case and leaves the rest alone", () => {
    expect(readableName("LEEDS TEACHING HOSPITALS NHS TRUST")).toBe("Leeds Teaching Hospitals NHS Trust");
    expect(readableName("NHS WEST YORKSHIRE ICB - X2C4Y")).toBe("NHS West Yorkshire ICB - X2C4Y");
    expect(readableName("THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST")).toBe(
      "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
    );
    expect(readableName("STOCKTON-ON-TEES")).toBe("Stockton-On-Tees");
    expect(readableName("NHS Tees Valley CCG")).toBe("NHS Tees Valley CCG");
  });

  it("reads the four ways the files write a day", () => {
    expect(["20130401", "2013-04-01", "01/04/2013", "01Apr2013"].map(readDay)).toEqual(
      Array(4).fill("2013-04-01"),
    );
    expect(["", "20130231", "NA"].map(readDay)).toEqual([null, null, null]);
  });
});
