import { describe, expect, it } from "vitest";
import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import { addDays, day } from "~/domain/shared/day";
import { differencesBetween } from "./differences";
import { draftGaps, emptyDraft, nextVersion, standardIdOf, type DraftContent } from "./draft";
import { loadedHistory } from "./loaded-history";
import { noticeDue, noticePlan } from "./notice";
import { registryAfter } from "./registry";

const today = day("2026-11-30");
const one: StandardVersion = {
  id: "dtac@1",
  standardId: "dtac",
  version: "1",
  effectiveFrom: day("2021-01-01"),
  complyBy: null,
  retiredOn: null,
  validityMonths: 12,
};
const ready: DraftContent = {
  ...emptyDraft("DTAC"),
  summary: "What it asks for.",
  ownerName: "NHS England",
  category: "assurance-baseline",
  version: "2",
  effectiveFrom: day("2027-01-01"),
  complyBy: day("2027-06-30"),
  items: [{ title: "Completed form", kinds: [], validityMonths: null, form: null }],
  whatChanged: "A new form.",
};
const gaps = (given: Partial<DraftContent>, kind: "version" | "standard" | "retirement" = "version") =>
  draftGaps({ ...ready, ...given }, { kind, versions: [one], today }).map(
    ({ part, text }) => `${part}: ${text}`,
  );

describe("what keeps a draft from being published", () => {
  it("is nothing when it is whole", () => expect(gaps({})).toEqual([]));

  it.each<[Partial<DraftContent>, string]>([
    [{ summary: "" }, "about: Give the standard a title and a summary."],
    [{ items: [] }, "evidence: Say what shows that it is met: add one item of evidence."],
    [{ whatChanged: "" }, "changes: Say what is new in this version."],
    [{ version: "1" }, "dates: There is a version 1 already. Give this one another name."],
    [{ version: "a b" }, "dates: Name the version, for example 3 or 2.1."],
    [{ effectiveFrom: null }, "dates: Say from which day it is in force."],
    [
      { effectiveFrom: day("2026-11-29") },
      "dates: The day from which it is in force is past. Choose today or later.",
    ],
    [
      { complyBy: day("2026-12-31") },
      "dates: The last day to comply must be on or after the day from which it is in force.",
    ],
    [
      { retiredOn: day("2027-06-29") },
      "dates: Its own last day must be on or after the day from which it is in force and the last day to comply.",
    ],
    [
      { formerRetiredOn: day("2026-12-30") },
      "dates: Earlier versions can be claimed until this one is in force, so that there is no day without one.",
    ],
  ])("%o", (given, text) => expect(gaps(given)).toEqual([text]));

  it("of a version that would begin before the one that it follows", () => {
    const versions = [{ ...one, effectiveFrom: day("2027-03-01") }];
    expect(draftGaps(ready, { kind: "version", versions, today })[0]!.text).toBe(
      "It must begin after 1 March 2027, when the version before it began.",
    );
  });

  it("of the end of a standard: its day and its reason", () => {
    expect(gaps({ retiredOn: null, whatChanged: "" }, "retirement")).toEqual([
      "dates: Say which day is its last.",
      "changes: Say why the standard ends.",
    ]);
    expect(gaps({ retiredOn: day("2026-11-29") }, "retirement")).toHaveLength(1);
    expect(gaps({ retiredOn: today }, "retirement")).toEqual([]);
  });
});

describe("names", () => {
  it.each([
    ["Clinical safety of AI", "clinical-safety-of-ai"],
    ["  DCB0129: 2018 ", "dcb0129-2018"],
    ["Überprüfung", "u-berpru-fung"],
    ["!!!", ""],
  ])("%s", (title, id) => expect(standardIdOf(title)).toBe(id));

  it("of the next version go on from the highest", () => {
    expect(nextVersion([{ version: "1" }, { version: "10" }, { version: "2.1" }])).toBe("11");
    expect(nextVersion([{ version: "current" }])).toBe("");
  });
});

describe("the registry after a draft", () => {
  it("ends earlier versions where it says so, and never lengthens one", () => {
    const before = {
      standard: { id: "dtac", title: "DTAC", appliesTo: "product" as const, legalReference: null },
      versions: [
        { ...one, retiredOn: day("2026-12-31") },
        { ...one, id: "dtac@1a", version: "1a" },
      ],
      bindings: [],
    };
    const draft = { ...ready, formerRetiredOn: day("2027-06-30") };
    const { versions } = registryAfter(before, draft, { kind: "version", standardId: "dtac" });
    expect(versions.map((each) => [each.id, each.retiredOn])).toEqual([
      ["dtac@1", "2026-12-31"],
      ["dtac@1a", "2027-06-30"],
      ["dtac@2", null],
    ]);
  });

  it("gives new places numbers that nobody had", () => {
    const scope = { capabilityRef: null, careSetting: null, buyerKind: null, lotId: "lot-2" };
    const binding = {
      ...scope,
      lotId: "lot-1",
      id: "dtac#7",
      standardId: "dtac",
      validFrom: today,
      validTo: null,
    };
    const before = {
      standard: { id: "dtac", title: "DTAC", appliesTo: "product" as const, legalReference: null },
      versions: [one],
      bindings: [binding],
    };
    const after = registryAfter(
      before,
      { ...ready, scopes: [scope] },
      { kind: "version", standardId: "dtac" },
    );
    expect(after.bindings.map((each) => [each.id, each.lotId, each.validFrom, each.validTo])).toEqual([
      ["dtac#7", "lot-1", today, "2026-12-31"],
      ["dtac#8", "lot-2", "2027-07-01", null],
    ]);
  });
});

describe("the difference between two versions", () => {
  it("names each part with what was and what is", () => {
    const after = {
      ...ready,
      validityMonths: 24,
      items: [
        { title: "Completed form", kinds: ["file" as const], validityMonths: 6, form: "Form 3" },
        { title: "Test report", kinds: [], validityMonths: null, form: null },
      ],
    };
    expect(differencesBetween(ready, after)).toEqual([
      { what: "A certificate lasts", before: "12 months", after: "24 months" },
      {
        what: "Evidence",
        before: "Completed form",
        after: "Completed form (given as a file; at most 6 months old; form: Form 3)",
      },
      { what: "Evidence", before: null, after: "Test report" },
    ]);
    expect(differencesBetween(ready, ready)).toEqual([]);
  });
});

describe("the history of versions that were loaded", () => {
  it("says what each after the first changed", () => {
    const item = (title: string) => ({ title, kinds: [], validityMonths: null, form: null });
    const two = {
      ...one,
      id: "dtac@2",
      version: "2",
      effectiveFrom: day("2026-02-24"),
      complyBy: day("2026-04-05"),
    };
    const items = new Map([
      ["dtac@1", [item("Form 1")]],
      ["dtac@2", [item("Form 2")]],
    ]);
    expect(loadedHistory({ versions: [one, two], items })).toMatchObject([
      {
        version: "2",
        on: "2026-02-24",
        differences: [
          { what: "In force from", before: "1 January 2021", after: "24 February 2026" },
          { what: "To be met by", before: null, after: "5 April 2026" },
          { what: "Evidence", before: "Form 1", after: null },
          { what: "Evidence", before: null, after: "Form 2" },
        ],
      },
    ]);
    expect(loadedHistory({ versions: [one], items })).toEqual([]);
  });
});

describe("notices before the last day to comply", () => {
  const complyBy = day("2027-06-30");
  it.each([
    [181, null],
    [180, 180],
    [91, 180],
    [90, 90],
    [31, 90],
    [30, 30],
    [0, 30],
    [-1, null],
  ])("with %d days left: %s", (left, expected) => {
    expect(noticeDue(complyBy, addDays(complyBy, -left), today)?.daysBefore ?? null).toBe(expected);
  });

  it("are late where the service was away, and not where the version was published only then", () => {
    const on = addDays(complyBy, -80);
    expect(noticeDue(complyBy, on, today)).toEqual({
      daysBefore: 90,
      dueOn: addDays(complyBy, -90),
      late: true,
    });
    expect(noticeDue(complyBy, on, on)).toEqual({ daysBefore: 90, dueOn: on, late: false });
  });
});

describe("the notices that a change can still keep", () => {
  it.each([
    [181, false, [180, 90, 30]],
    [180, true, [90, 30]],
    [91, true, [90, 30]],
    [90, true, [30]],
    [30, true, []],
    [0, true, []],
  ])("%i days before the last day to comply", (left, atOnce, later) => {
    const of = { kind: "version" as const, content: { complyBy: addDays(today, left) } };
    const plan = noticePlan(of, today);
    expect(plan).toEqual({ atOnce, later, left });
    // What is said is what goes: today's, where one is due, and the later ones on their days.
    const goes = Array.from({ length: left + 1 }, (_, ahead) =>
      noticeDue(of.content.complyBy, addDays(today, ahead), today),
    ).flatMap((due) => due?.daysBefore ?? []);
    expect(new Set(goes).size).toBe((atOnce ? 1 : 0) + later.length);
  });

  it("is one, at once, where a standard ends or leaves no time", () => {
    const one = { atOnce: true, later: [], left: null };
    expect(noticePlan({ kind: "retirement", content: { complyBy: day("2027-06-30") } }, today)).toEqual(one);
    expect(noticePlan({ kind: "version", content: { complyBy: null } }, today)).toEqual(one);
  });
});
