import { describe, expect, it } from "vitest";
import { day } from "../shared/day";
import {
  isWebAddress,
  nameAsKept,
  requireProgrammeTerms,
  requireTakesFund,
  whyNotClose,
  whyNotYears,
  yearsText,
  type HangsOn,
} from "./programme";

const TODAY = day("2026-11-22");
const TERMS = {
  name: "New records",
  summary: "",
  firstYear: 2026,
  lastYear: 2028,
  flow: "",
  amountText: "",
  ruleText: "",
  sources: ["https://www.england.nhs.uk/x"],
};
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a programme", () => {
  it.each([
    [{ firstYear: 2026, lastYear: 2028 }, "2026/27 to 2028/29"],
    [{ firstYear: 2026, lastYear: 2026 }, "2026/27"],
    [{ firstYear: 2014, lastYear: null }, "2014/15 onwards"],
  ])("says its years %j as %s", (years, words) => expect(yearsText(years)).toBe(words));

  it.each([
    ["https://www.england.nhs.uk/digitaltechnology", true],
    ["http://gov.uk/a?b=c#d", true],
    ["banana", false],
    ["https://banana", false],
    ["www.england.nhs.uk", false],
    ["ftp://gov.uk/x", false],
    ["javascript:alert(1)", false],
    ["https://gov.uk/a b", false],
    ["https://.uk", false],
    ["", false],
  ])("takes %s as a source: %s", (text, ok) => expect(isWebAddress(text)).toBe(ok));

  it("has years in order, which leave out none of its funds", () => {
    expect(whyNotYears({ firstYear: 2027, lastYear: 2026 })).toContain("cannot be before");
    expect(whyNotYears({ firstYear: 2026, lastYear: 2027 }, [2026, 2027])).toBeNull();
    expect(whyNotYears({ firstYear: 2026, lastYear: null }, [2031])).toBeNull();
    expect(whyNotYears({ firstYear: 2026, lastYear: 2027 }, [2028, 2025, 2025])).toBe(
      "The programme has a fund of 2025/26 and 2028/29, so its years cannot leave that out.",
    );
    expect(codeOf(() => requireProgrammeTerms(TERMS))).toBeNull();
    expect(codeOf(() => requireProgrammeTerms({ ...TERMS, name: "  " }))).toBe("programme-terms");
    expect(codeOf(() => requireProgrammeTerms({ ...TERMS, lastYear: 2020 }))).toBe("programme-terms");
    expect(codeOf(() => requireProgrammeTerms({ ...TERMS, sources: ["banana"] }))).toBe("programme-terms");
    expect(codeOf(() => requireProgrammeTerms(TERMS, [2030]))).toBe("programme-terms");
    expect(nameAsKept("  New \n  records ")).toBe("New records");
  });

  it("is closed after its funds, and opens none then, nor one of another year", () => {
    const of = (rest: Partial<HangsOn>) => ({ name: "P", closedOn: null, funds: [], requests: [], ...rest });
    expect(whyNotClose(of({ funds: [{ name: "F", closesOn: day("2026-11-21") }] }), TODAY)).toBeNull();
    const open = whyNotClose(of({ funds: [{ name: "F", closesOn: TODAY }] }), TODAY);
    expect([open?.code, open?.public.detail]).toEqual([
      "programme-has-open-funds",
      "F closes on 22 November 2026. Close its funds first, with their last day, and decide on what was asked for.",
    ]);
    expect(whyNotClose(of({ requests: ["FR-0001"] }), TODAY)?.public.detail).toContain("FR-0001 asks");
    expect(whyNotClose(of({ closedOn: TODAY }), TODAY)?.code).toBe("programme-closed");
    const years = { name: "P", closedOn: null, firstYear: 2026, lastYear: 2027 };
    expect(codeOf(() => requireTakesFund(years, 2027))).toBeNull();
    expect(codeOf(() => requireTakesFund(years, 2028))).toBe("outside-programme-years");
    expect(codeOf(() => requireTakesFund({ ...years, closedOn: TODAY }, 2027))).toBe("programme-is-closed");
    expect(codeOf(() => requireTakesFund({ ...years, firstYear: null, lastYear: null }, 1999))).toBeNull();
  });
});
