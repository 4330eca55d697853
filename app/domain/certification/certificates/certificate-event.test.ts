import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day, type Day } from "~/domain/shared/day";
import {
  certificateHistory,
  effectiveDayFault,
  enteredWhen,
  eventWords,
  type DatedEvent,
} from "./certificate-event";

const TODAY = day("2026-12-01");
const CERTIFICATE = {
  validFrom: day("2026-01-10"),
  validTo: day("2027-06-30"),
  issuedOn: day("2026-01-08"),
  supplierName: "Alder Systems",
};
const event = (given: Partial<DatedEvent>): DatedEvent => ({
  sequence: 1,
  kind: "suspended",
  effectiveOn: TODAY,
  reason: "An open weakness.",
  body: "centre",
  regulatorName: null,
  underReview: false,
  regulatorReference: null,
  regulatorDecidedOn: null,
  regulatorLifted: false,
  recordedOn: TODAY,
  ...given,
});

describe("the first day of an event", () => {
  const of = { ...CERTIFICATE, lastEventOn: null as Day | null, today: TODAY };
  it.each<[string, Day | null, string | null]>([
    [
      "2026-01-09",
      null,
      "The first day must be on or after 10 January 2026, the first day of the certificate",
    ],
    ["2026-01-10", null, null],
    [
      "2026-11-02",
      day("2026-11-03"),
      "The first day must be on or after 3 November 2026, the day of the event before",
    ],
    ["2026-11-03", day("2026-11-03"), null],
    ["2026-12-01", null, null],
    ["2027-06-30", null, null],
    ["2027-07-01", null, "The first day must be on or before 30 June 2027, the last day of the certificate"],
    ["2027-12-02", null, "The first day must be on or before 1 December 2027, a year from today"],
  ])("%s after %s: %s", (on, lastEventOn, fault) => {
    expect(effectiveDayFault(day(on), { ...of, lastEventOn })).toBe(fault);
  });

  it("may lie after the last day of a certificate that is over: what is withdrawn afterwards is withdrawn", () => {
    expect(effectiveDayFault(TODAY, { ...of, validTo: day("2026-11-30") })).toBeNull();
  });
});

describe("an event says who, when, and whether it was entered on its day", () => {
  it.each([
    ["2026-12-01", "2026-12-01", null],
    ["2026-12-01", "2026-12-02", "late"],
    ["2026-12-02", "2026-12-01", "ahead"],
  ])("from %s, entered on %s: %s", (on, entered, when) => {
    expect(enteredWhen(day(on), day(entered))).toBe(when);
  });

  it.each([
    [{ body: "centre" as const }, "was suspended on 1 December 2026"],
    [
      { body: "regulator" as const, regulatorName: "the Care Quality Commission" },
      "was suspended on 1 December 2026 by the Care Quality Commission",
    ],
    [
      { body: "supplier" as const, kind: "withdrawn" as const, on: day("2026-12-02") },
      "will be withdrawn on 2 December 2026 by its supplier, Alder Systems",
    ],
  ])("%j", (given, words) => {
    const of = { kind: "suspended" as const, on: TODAY, today: TODAY, regulatorName: null };
    expect(eventWords({ ...of, supplierName: "Alder Systems", ...given })).toBe(words);
  });
});

describe("the history of a certificate", () => {
  it("holds what was done and what follows from dates, in the order of the days", () => {
    const events = [
      event({ sequence: 1, effectiveOn: day("2026-11-20"), recordedOn: day("2026-12-01") }),
      event({
        sequence: 2,
        kind: "withdrawn",
        effectiveOn: day("2026-12-05"),
        reason: "Sold.",
        body: "supplier",
        underReview: true,
      }),
    ];
    const superseded = { on: day("2026-12-03"), byVersion: "2" };
    const shown = certificateHistory(CERTIFICATE, events, superseded, day("2026-12-31"));
    expect(shown.map(({ kind, on, by, entered }) => [kind, on, by, entered?.when ?? null])).toEqual([
      ["granted", "2026-01-08", "the centre", null],
      ["suspended", "2026-11-20", "the centre", "late"],
      ["superseded", "2026-12-03", null, null],
      ["withdrawn", "2026-12-05", "its supplier, Alder Systems, while it was under review", "ahead"],
    ]);
    expect(shown[0]!.text).toBe("It counts from 10 January 2026.");
  });

  it("as at an earlier day says nothing of what follows from later dates", () => {
    const superseded = { on: day("2026-12-03"), byVersion: "2" };
    const kinds = (on: string) =>
      certificateHistory(CERTIFICATE, [], superseded, day(on)).map(({ kind }) => kind);
    expect(kinds("2026-12-02")).toEqual(["granted"]);
    expect(kinds("2026-12-03")).toEqual(["granted", "superseded"]);
    expect(kinds("2027-06-30")).toEqual(["granted", "superseded", "expired"]);
  });

  it("loses and invents nothing, whatever the days (property)", () => {
    const anyEvent = fc.record({
      ahead: fc.integer({ min: -300, max: 300 }),
      entered: fc.integer({ min: -5, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (all) => {
        const events = all.map(({ ahead, entered }, sequence) => {
          const effectiveOn = addDays(TODAY, ahead);
          return event({ sequence, effectiveOn, recordedOn: addDays(effectiveOn, entered) });
        });
        const shown = certificateHistory(CERTIFICATE, events, null, TODAY);
        expect(shown.filter(({ eventId }) => eventId !== null)).toHaveLength(events.length);
        const days = shown.map(({ on }) => on);
        expect(days).toEqual([...days].sort());
        for (const { eventId, entered } of shown) {
          const told = events.find(({ sequence }) => sequence === eventId);
          expect(entered !== null).toBe(told !== undefined && told.recordedOn !== told.effectiveOn);
        }
      }),
    );
  });
});
