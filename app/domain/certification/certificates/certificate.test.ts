import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { certificateStatus, counts, lastCountingDay, statusSentence, statusWord } from "./certificate";
import type { CertificateEvent, StandardVersion, WorkOffCondition } from "./certificate";

const v1: StandardVersion = {
  id: "dtac@1",
  standardId: "dtac",
  version: "1",
  effectiveFrom: day("2021-02-01"),
  complyBy: null,
  retiredOn: null,
  validityMonths: 12,
};
const v2: StandardVersion = {
  ...v1,
  id: "dtac@2",
  version: "2",
  effectiveFrom: day("2026-02-24"),
  complyBy: day("2026-04-06"),
};
const certificate = {
  number: "DVC-000001",
  standardId: "dtac",
  standardVersionId: "dtac@2",
  validFrom: day("2026-03-04"),
  validTo: day("2027-03-03"),
};

function statusOn(
  on: string,
  given: {
    events?: CertificateEvent[];
    conditions?: WorkOffCondition[];
    validTo?: string | null;
    version?: string;
  } = {},
) {
  const validTo = given.validTo === undefined ? certificate.validTo : given.validTo && day(given.validTo);
  return certificateStatus(
    {
      ...certificate,
      validTo: validTo as typeof certificate.validTo,
      standardVersionId: given.version ?? "dtac@2",
    },
    given.events ?? [],
    [v1, v2],
    given.conditions ?? [],
    day(on),
  );
}

const event = (kind: CertificateEvent["kind"], on: string, sequence = 1): CertificateEvent => ({
  kind,
  effectiveOn: day(on),
  reason: `${kind}.`,
  sequence,
});

describe("the days at the edges", () => {
  // Last day 3 March 2027. 90 days before: 3 March - 90 = 3 December 2026; 30 days before: 1 February 2027.
  it.each([
    ["2026-03-03", "not-yet-valid", null],
    ["2026-03-04", "valid", 364],
    ["2026-12-02", "valid", 91],
    ["2026-12-03", "expiring", 90],
    ["2027-01-31", "expiring", 31],
    ["2027-02-01", "expiring", 30],
    ["2027-03-03", "expiring", 0],
    ["2027-03-04", "expired", null],
  ])("on %s it is %s (%s days left)", (on, kind, daysLeft) => {
    const status = statusOn(on);
    expect(status.kind).toBe(kind);
    expect("daysLeft" in status ? status.daysLeft : null).toBe(daysLeft);
  });

  it("names the two distances of expiry, 31 days within 90 and 30 within 30", () => {
    expect(statusOn("2027-01-31")).toMatchObject({ within: 90 });
    expect(statusOn("2027-02-01")).toMatchObject({ within: 30 });
  });

  it("never expires without an end date", () => {
    expect(statusOn("2099-01-01", { validTo: null })).toEqual({
      kind: "valid",
      daysLeft: null,
      openConditions: [],
    });
  });

  it("says the last day in words, not the day after", () => {
    expect(statusSentence(statusOn("2027-03-04"), certificate.validTo)).toBe("Expired on 3 March 2027.");
    expect(statusSentence(statusOn("2027-03-03"), certificate.validTo)).toBe("Today is its last day.");
    expect(statusSentence(statusOn("2027-03-02"), certificate.validTo)).toBe(
      "Ends on 3 March 2027, in 1 day.",
    );
  });
});

describe("a suspension or withdrawal of a day to come", () => {
  it.each([
    ["withdrawn", null, "Valid until 31 May 2027: it is withdrawn from 1 June 2027."],
    ["withdrawn", "2027-08-31", "Valid until 31 May 2027: it is withdrawn from 1 June 2027."],
    ["suspended", null, "Valid; suspended from 1 June 2027."],
  ] as const)("%s (last day %s) stands in its sentence and is its end", (kind, validTo, sentence) => {
    const status = statusOn("2027-03-31", { validTo, events: [event(kind, "2027-06-01")] });
    expect(statusSentence(status, validTo && day(validTo))).toBe(sentence);
    expect(lastCountingDay(status, validTo && day(validTo))).toBe("2027-05-31");
    expect(counts(status)).toBe(true);
  });

  it("is not told of a certificate that ends before it, nor of one that is reinstated", () => {
    const late = statusOn("2026-06-01", { events: [event("withdrawn", "2027-06-01")] });
    expect(statusSentence(late, certificate.validTo)).toBe("Valid until 3 March 2027.");
    expect(lastCountingDay(late, certificate.validTo)).toBe("2027-03-03");
    const back = statusOn("2026-06-10", {
      events: [event("suspended", "2026-06-01", 1), event("reinstated", "2026-06-10", 2)],
    });
    expect(lastCountingDay(back, certificate.validTo)).toBe("2027-03-03");
    const sameDay = [event("suspended", "2026-06-01", 1), event("reinstated", "2026-06-01", 2)];
    expect(statusOn("2026-05-01", { events: sameDay })).not.toHaveProperty("ends");
  });

  it("that has come leaves the day before as the last one", () => {
    const status = statusOn("2027-07-01", { validTo: null, events: [event("withdrawn", "2027-06-01")] });
    expect(lastCountingDay(status, null)).toBe("2027-05-31");
  });
});

describe("suspension and withdrawal", () => {
  const events = [event("suspended", "2026-06-01", 1), event("reinstated", "2026-06-10", 2)];

  it.each([
    ["2026-05-31", "valid"],
    ["2026-06-01", "suspended"],
    ["2026-06-09", "suspended"],
    ["2026-06-10", "valid"],
  ])("on %s it is %s, as at that date", (on, kind) => {
    expect(statusOn(on, { events }).kind).toBe(kind);
  });

  it("takes events of one day in the order in which they were recorded", () => {
    const sameDay = [event("reinstated", "2026-06-01", 2), event("suspended", "2026-06-01", 1)];
    expect(statusOn("2026-06-01", { events: sameDay }).kind).toBe("valid");
  });

  it("is final once withdrawn, whatever comes after, and stays so after its last day", () => {
    const withdrawn = [event("withdrawn", "2026-06-01"), event("reinstated", "2026-07-01", 2)];
    expect(statusOn("2026-08-01", { events: withdrawn }).kind).toBe("withdrawn");
    expect(statusOn("2028-08-01", { events: withdrawn }).kind).toBe("withdrawn");
    expect(statusOn("2026-05-31", { events: withdrawn }).kind).toBe("valid");
  });
});

describe("a newer version of the standard", () => {
  it.each([
    ["2026-04-06", "valid"],
    ["2026-04-07", "superseded"],
  ])("on %s a certificate of version 1 is %s: version 2 had to be met by 6 April", (on, kind) => {
    expect(statusOn(on, { version: "dtac@1" }).kind).toBe(kind);
  });

  it("leaves certificates of the newer version alone", () => {
    expect(statusOn("2026-04-07").kind).toBe("valid");
  });
});

describe("conditions of an approval", () => {
  const due: WorkOffCondition = { text: "Publish the test report.", dueOn: day("2026-06-30"), metOn: null };

  it.each([
    ["2026-06-30", null, "valid"],
    ["2026-07-01", null, "condition-not-met"],
    ["2026-07-01", "2026-06-30", "valid"],
    ["2026-07-01", "2026-07-05", "condition-not-met"],
    ["2026-07-05", "2026-07-05", "valid"],
  ])("on %s with the condition met on %s it is %s", (on, metOn, kind) => {
    const status = statusOn(on, { conditions: [{ ...due, metOn: metOn === null ? null : day(metOn) }] });
    expect(status.kind).toBe(kind);
    expect(counts(status)).toBe(kind === "valid");
  });

  it("shows an open condition in its tag until it is met", () => {
    expect(statusWord(statusOn("2026-06-01", { conditions: [due] }))).toBe("Valid with conditions");
  });
});
