import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { ageText, evidenceGap, isTooOld } from "./claim";

const ON = day("2026-11-30");

describe("how old evidence may be", () => {
  it.each([
    ["of 1875, where the standard says no age", null, "1875-05-01", true],
    ["of ten years ago to the day", null, "2016-11-30", false],
    ["of a day more", null, "2016-11-29", true],
    ["within the age of its item", 6, "2026-05-30", false],
    ["older than its item accepts", 6, "2026-05-29", true],
  ] as const)("%s", (_what, validityMonths, issuedOn, tooOld) => {
    expect(isTooOld({ validityMonths }, day(issuedOn), ON)).toBe(tooOld);
  });

  it("is said with the bound, also where only the general one holds", () => {
    expect([ageText({ validityMonths: 6 }), ageText({ validityMonths: null })]).toEqual([
      "within the last 6 months",
      "within the last 10 years",
    ]);
    const old = { itemPosition: 1, kind: "url" as const, issuedOn: day("1875-05-01"), expiresOn: null };
    expect(evidenceGap({ position: 1, title: "Penetration test" }, [old], ON)).toBe(
      "“Penetration test” must be issued within the last 10 years.",
    );
  });
});
