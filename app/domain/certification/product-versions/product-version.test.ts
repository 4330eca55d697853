// Over 300 lines: one table for each rule of versions.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day, type Day } from "~/domain/shared/day";
import {
  awaitingEvidence,
  certifies,
  CHANGE_CLASSES,
  classFault,
  compareVersions,
  evidenceDue,
  firstDayOnSale,
  generationsBetween,
  MOST_GENERATIONS,
  numberFault,
  parentOf,
  releaseFault,
  smallestClass,
  versionNotice,
  versionOnSale,
  versionState,
  versionToClaim,
  whyNotWithdrawVersion,
  type ProductVersion,
} from "./product-version";

const TODAY = day("2026-12-01");
const version = (
  of: string,
  parentVersion: string | null,
  changeClass: ProductVersion["changeClass"],
  given: Partial<ProductVersion> = {},
): ProductVersion => ({
  version: of,
  parentVersion,
  changeClass,
  releasedOn: changeClass === "first" ? null : day("2026-06-01"),
  onSaleFrom: changeClass === "first" ? null : day("2026-06-01"),
  withdrawnOn: null,
  supportEndsOn: null,
  ...given,
});

/** 4.2, then four minor versions with a patch among them, and a major one that waits for its evidence. */
const LINE = [
  version("4.2", null, "first"),
  version("4.3", "4.2", "minor"),
  version("4.3.1", "4.3", "patch"),
  version("4.4", "4.3.1", "minor"),
  version("4.5", "4.4", "minor"),
  version("4.6", "4.5", "minor", { onSaleFrom: null }),
  version("5.0", "4.6", "major", { onSaleFrom: null }),
  version("5.0.1", "5.0", "patch", { onSaleFrom: null }),
];

describe("numbers", () => {
  it.each([
    ["4.2", "4.10", -1],
    ["4.2", "4.2.0", 0],
    ["5", "4.9.9", 1],
    ["Spring", "0.1", -1],
    ["Spring", "Autumn", 0],
  ])("%s against %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
    expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
  });

  it.each([
    ["4.5.1", null],
    ["6.0", null],
    ["4.5", "There was a version 4.5 already. A number is used once: enter another one"],
    ["5.0.0", "There was a version 5.0 already. A number is used once: enter another one"],
    ["4.2.9", "Enter a number above 4.5, which is on sale"],
    ["5", "Enter the version as two or three numbers, for example 4.3 or 4.3.1"],
    ["v5.1", "Enter the version as two or three numbers, for example 4.3 or 4.3.1"],
    ["1.2.3.4", "Enter the version as two or three numbers, for example 4.3 or 4.3.1"],
    ["12345.0", "Enter the version as two or three numbers, for example 4.3 or 4.3.1"],
  ])("a new %s: %s", (typed, fault) => {
    expect(numberFault(LINE, typed, TODAY)).toBe(fault);
  });

  it("follows the highest below it that was not taken back", () => {
    expect(parentOf(LINE, "4.5.1")?.version).toBe("4.5");
    expect(parentOf(LINE, "5.1")?.version).toBe("5.0.1");
    expect(parentOf(LINE, "4.2")).toBeNull();
    const back = [
      version("1.0", null, "first"),
      version("2.0", "1.0", "major", {
        releasedOn: day("2027-02-01"),
        onSaleFrom: null,
        withdrawnOn: TODAY,
      }),
    ];
    expect(parentOf(back, "2.0.1")?.version).toBe("1.0");
  });

  it.each([
    ["4.2", "4.2.1", "patch"],
    ["4.2", "4.3", "minor"],
    ["4.2", "5.0", "major"],
    ["Spring", "1.0", "patch"],
  ] as const)("%s then %s is at least %s", (parent, next, smallest) => {
    expect(smallestClass(parent, next)).toBe(smallest);
    for (const each of CHANGE_CLASSES) {
      const smaller = CHANGE_CLASSES.indexOf(each) < CHANGE_CLASSES.indexOf(smallest);
      expect(classFault(parent, next, each) !== null, each).toBe(smaller);
    }
  });
});

describe("what a certificate counts for", () => {
  it.each([
    ["4.2", "4.2", 0],
    ["4.2", "4.3.1", 1],
    ["4.2", "4.5", 3],
    ["4.2", "4.6", 4],
    ["4.3", "4.6", 3],
    ["4.6", "5.0", null],
    ["5.0", "5.0.1", 0],
    ["5.0", "4.6", null],
    [null, "4.5", 3],
    ["4.1", "4.3", 1],
  ])("of %s for %s: %s generations", (certified, of, generations) => {
    expect(generationsBetween(LINE, certified, of)).toBe(generations);
    expect(certifies(LINE, certified, of)).toBe(generations !== null && generations <= MOST_GENERATIONS);
  });

  it("counts for the product where it never had but one version", () => {
    expect(certifies([], "4.1", "4.2")).toBe(true);
    expect(certifies([], null, "4.2")).toBe(true);
  });

  const inLine = fc
    .array(fc.constantFrom(...CHANGE_CLASSES), { maxLength: 12 })
    .map((classes) =>
      classes.reduce<ProductVersion[]>(
        (all, changeClass, index) => [
          ...all,
          version(`1.${index + 1}`, `1.${index}`, changeClass, { onSaleFrom: null }),
        ],
        [version("1.0", null, "first")],
      ),
    );

  it("is lost along a line and never found again", () => {
    fc.assert(
      fc.property(inLine, (line) => {
        const kept = line.map((one) => certifies(line, "1.0", one.version));
        expect(kept[0]).toBe(true);
        expect(kept.lastIndexOf(true) + 1).toBe(kept.filter(Boolean).length);
      }),
    );
  });

  it("is never lost by a patch, always by a major version, and by a minor one after three", () => {
    fc.assert(
      fc.property(inLine, (line) => {
        for (const one of line.slice(1)) {
          const [before, after] = [one.parentVersion!, one.version].map((of) => certifies(line, "1.0", of));
          const sofar = generationsBetween(line, "1.0", one.parentVersion!);
          const kept = {
            first: true,
            patch: before,
            major: false,
            minor: sofar !== null && sofar < MOST_GENERATIONS,
          };
          expect(after).toBe(kept[one.changeClass]);
        }
      }),
    );
  });
});

describe("evidence that is due", () => {
  const of = (standardId: string, productVersion: string | null, from: Day = day("2026-01-01")) => ({
    standardId,
    productVersion,
    from,
  });
  const due = (to: string, certificates: ReturnType<typeof of>[], former = "4.5") =>
    evidenceDue({ versions: LINE, version: to, former, standardIds: ["dtac", "dcb0129"], certificates });

  it.each([
    ["a patch of it keeps all", "4.3.1", "4.3", [of("dtac", "4.2"), of("dcb0129", null)], []],
    [
      "the fourth minor in a row needs both",
      "4.6",
      "4.5",
      [of("dtac", "4.2"), of("dcb0129", "4.2")],
      ["dtac", "dcb0129"],
    ],
    [
      "one that was renewed on the way counts on",
      "4.6",
      "4.5",
      [of("dtac", "4.3"), of("dcb0129", "4.2")],
      ["dcb0129"],
    ],
    [
      "a major version needs both",
      "5.0",
      "4.5",
      [of("dtac", "4.5"), of("dcb0129", "4.5")],
      ["dtac", "dcb0129"],
    ],
    [
      "and has what was given for it",
      "5.0",
      "4.5",
      [of("dtac", "4.5"), of("dtac", "5.0"), of("dcb0129", "4.5")],
      ["dcb0129"],
    ],
    ["what the former lacks too keeps nothing back", "5.0", "4.5", [of("dtac", "5.0")], []],
    ["nor does a standard that does not bind", "5.0", "4.5", [of("wcag", "4.5")], []],
  ])("%s", (_, to, former, certificates, missing) => {
    expect(due(to, certificates, former)).toEqual(missing);
  });

  it("is on sale from its release, and not before its certificates and today", () => {
    const first = (releasedOn: Day, ...certificates: ReturnType<typeof of>[]) =>
      firstDayOnSale({
        versions: LINE,
        version: { ...LINE[6]!, releasedOn },
        standardIds: ["dtac", "dcb0129"],
        certificates,
        today: TODAY,
      });
    expect(first(day("2027-03-01"), of("dtac", "5.0"))).toBe("2027-03-01");
    expect(first(day("2026-06-01"), of("dtac", "5.0"))).toBe(TODAY);
    expect(
      first(day("2026-06-01"), of("dtac", "5.0", day("2027-01-05")), of("dtac", "4.5", day("2028-01-01"))),
    ).toBe("2027-01-05");
  });
});

describe("which version is on sale", () => {
  const line = [
    version("4.2", null, "first"),
    version("4.3", "4.2", "minor", { releasedOn: day("2027-01-01"), onSaleFrom: day("2027-01-01") }),
    version("5.0", "4.3", "major", { releasedOn: day("2027-02-01"), onSaleFrom: null }),
  ];
  it.each([
    ["2026-12-31", "4.2", ["on-sale", "announced", "announced"]],
    ["2027-01-01", "4.3", ["former", "on-sale", "announced"]],
    ["2027-02-01", "4.3", ["former", "on-sale", "evidence-due"]],
  ])("on %s: %s", (on, sold, states) => {
    expect(versionOnSale(line, day(on))?.version).toBe(sold);
    expect(line.map((one) => versionState(line, one, day(on)))).toEqual(states);
  });

  it("is the one before again where the highest is withdrawn, from that day", () => {
    const gone = line.with(1, {
      ...line[1]!,
      withdrawnOn: day("2027-01-10"),
      supportEndsOn: day("2027-06-30"),
    });
    expect(versionOnSale(gone, day("2027-01-09"))?.version).toBe("4.3");
    expect(versionOnSale(gone, day("2027-01-10"))?.version).toBe("4.2");
    expect(versionState(gone, gone[1]!, day("2027-01-10"))).toBe("withdrawn");
    const back = line.with(2, { ...line[2]!, withdrawnOn: day("2027-01-10") });
    expect(versionState(back, back[2]!, day("2027-01-10"))).toBe("taken-back");
    expect(awaitingEvidence(back)).toEqual([]);
  });

  it("is claimed for where nothing waits for evidence", () => {
    expect(versionToClaim(line, TODAY)?.version).toBe("5.0");
    expect(versionToClaim(line.slice(0, 2), TODAY)?.version).toBe("4.2");
    expect(versionToClaim([], TODAY)).toBeNull();
  });

  it("is never withdrawn where nothing else is on sale", () => {
    expect(whyNotWithdrawVersion(line, line[0]!, TODAY)).toBe("only-one-on-sale");
    expect(whyNotWithdrawVersion(line, line[0]!, day("2027-01-01"))).toBeNull();
    expect(whyNotWithdrawVersion(line, line[2]!, TODAY)).toBeNull();
    expect(whyNotWithdrawVersion(line, { ...line[2]!, withdrawnOn: TODAY }, TODAY)).toBe("withdrawn");
  });
});

describe("notice", () => {
  const frameworks = [
    { name: "B", versionNoticeDays: 120 },
    { name: "A", versionNoticeDays: 120 },
    { name: "C", versionNoticeDays: null },
  ];
  it.each([
    ["patch", [], 0, null],
    ["minor", [], 28, null],
    ["major", [frameworks[2]!], 90, null],
    ["patch", frameworks, 0, null],
    ["minor", frameworks, 120, "A"],
    ["major", frameworks, 120, "A"],
    ["major", [{ name: "D", versionNoticeDays: 0 }], 0, "D"],
  ] as const)("of a %s version", (changeClass, of, days, frameworkName) => {
    expect(versionNotice(changeClass, of)).toEqual({ days, frameworkName });
  });

  it.each([
    ["patch", TODAY, null],
    ["patch", addDays(TODAY, -1), "The day of its release must be today, 1 December 2026, or later"],
    ["minor", addDays(TODAY, 28), null],
    [
      "minor",
      addDays(TODAY, 27),
      "Buyers are told of a minor version 28 days before: choose 29 December 2026 or later",
    ],
    ["patch", day("2028-12-01"), null],
    ["patch", day("2028-12-02"), "The day of its release must be on or before 1 December 2028"],
  ] as const)("%s released on %s: %s", (changeClass, releasedOn, fault) => {
    const notice = versionNotice(changeClass, []);
    expect(releaseFault(releasedOn, { changeClass, notice, today: TODAY })).toBe(fault);
  });

  it("names the framework that states it", () => {
    const notice = versionNotice("major", frameworks);
    expect(releaseFault(TODAY, { changeClass: "major", notice, today: TODAY })).toContain("as A states");
  });
});
