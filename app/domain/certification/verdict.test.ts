import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import type { AppliesTo } from "./requirement";
import { lineWord, turnsOn, verdict, type HeldCertificate, type VerdictInputs } from "./verdict";

const requirement = (id: string, title: string, appliesTo: AppliesTo) => ({
  standard: { id, title, appliesTo, legalReference: null },
  bindingIds: [`${id}-all`],
});
const version = (standardId: string) => ({
  id: `${standardId}@1`,
  standardId,
  version: "1",
  effectiveFrom: day("2021-01-01"),
  complyBy: null,
  retiredOn: null,
  validityMonths: 12,
});
const held = (standardId: string, given: Partial<HeldCertificate> = {}): HeldCertificate => ({
  number: `DVC-${standardId}`,
  standardId,
  standardVersionId: `${standardId}@1`,
  solutionId: "s1",
  validFrom: day("2026-03-04"),
  validTo: day("2027-03-03"),
  events: [],
  conditions: [],
  ...given,
});

function judge(given: Partial<VerdictInputs> = {}) {
  return verdict({
    solution: { id: "s1", name: "CareNotes", productVersion: "4.2" },
    supplier: { id: "alder", name: "Alder Systems" },
    requirements: [requirement("dtac", "DTAC", "product")],
    certificates: [],
    versions: [version("dtac"), version("dspt")],
    waivers: [],
    buyerCode: "RR8",
    on: day("2026-06-01"),
    ...given,
  });
}

describe("one line for each required standard", () => {
  it("is met by a certificate until its last day", () => {
    const answer = judge({ certificates: [held("dtac")] });
    expect(answer.outcome).toBe("compliant");
    expect(answer.lines[0]).toMatchObject({
      outcome: "met",
      certificateNumber: "DVC-dtac",
      text: "DTAC is met by certificate DVC-dtac until 3 March 2027.",
      remedy: null,
      rules: ["dtac-all"],
    });
  });

  it("says what lapsed, when, and who can mend it", () => {
    const answer = judge({ certificates: [held("dtac")], on: day("2027-03-04") });
    expect(answer.outcome).toBe("not-compliant");
    expect(answer.lines[0]).toMatchObject({
      outcome: "not-met",
      reason: "expired",
      text: "DTAC for CareNotes 4.2 expired on 3 March 2027.",
      remedy: "Ask Alder Systems to renew it, or request a waiver.",
    });
  });

  it("says what is missing", () => {
    expect(judge().lines[0]).toMatchObject({
      reason: "missing",
      text: "CareNotes 4.2 has no certificate for DTAC.",
      remedy: "Ask Alder Systems to apply for it, or request a waiver.",
    });
    expect(lineWord(judge().lines[0]!)).toBe("Not assessed");
  });

  it("says that a claim is being reviewed", () => {
    const line = judge({ claimedStandardIds: ["dtac"] }).lines[0]!;
    expect(line.remedy).toContain("with the assessors now");
    expect(lineWord(line)).toBe("In review");
  });

  it("inherits an organisation standard from the supplier", () => {
    const requirements = [requirement("dspt", "DSPT", "organisation")];
    const answer = judge({ requirements, certificates: [held("dspt", { solutionId: null })] });
    expect(answer.outcome).toBe("compliant");
    expect(answer.lines[0]).toMatchObject({
      inherited: true,
      text: "DSPT is met by certificate DVC-dspt, inherited from Alder Systems, until 3 March 2027.",
    });
  });

  it("does not take a supplier's certificate for a product standard, nor a product's for an organisation one", () => {
    expect(judge({ certificates: [held("dtac", { solutionId: null })] }).outcome).toBe("not-compliant");
    const requirements = [requirement("dspt", "DSPT", "organisation")];
    expect(judge({ requirements, certificates: [held("dspt")] }).outcome).toBe("not-compliant");
  });

  it("leaves what is done at go-live to the buyer, and framework standards out", () => {
    const answer = judge({
      requirements: [
        requirement("dcb0160", "DCB0160", "deployment"),
        requirement("accreditation", "Accreditation", "framework"),
      ],
    });
    expect(answer.outcome).toBe("compliant");
    expect(answer.lines.map((line) => line.outcome)).toEqual(["at-deployment"]);
  });
});

describe("the certificate that speaks for a standard", () => {
  it("is one that counts, even where another ends later", () => {
    const suspended = held("dtac", {
      number: "DVC-later",
      validTo: day("2029-01-01"),
      events: [{ kind: "suspended", effectiveOn: day("2026-05-01"), reason: "Breach.", sequence: 1 }],
    });
    expect(judge({ certificates: [suspended, held("dtac")] }).lines[0]!.certificateNumber).toBe("DVC-dtac");
  });

  it("is the one that stopped counting last where none counts, however long another ran", () => {
    const withdrawn = held("dtac", {
      number: "DVC-long",
      validTo: day("2029-01-01"),
      events: [{ kind: "withdrawn", effectiveOn: day("2026-05-01"), reason: "False evidence.", sequence: 1 }],
    });
    const after = judge({ certificates: [withdrawn, held("dtac")], on: day("2027-04-01") });
    expect(after.lines[0]).toMatchObject({ certificateNumber: "DVC-dtac", reason: "expired" });
    expect(judge({ certificates: [withdrawn] }).lines[0]!.text).toBe(
      "DTAC for CareNotes 4.2 was withdrawn on 1 May 2026: False evidence.",
    );
  });

  it("is the one that replaced the other where neither counts, though that one ran on", () => {
    const older = held("dtac", {
      number: "DVC-older",
      validFrom: day("2025-07-01"),
      validTo: day("2026-06-30"),
    });
    const suspended = held("dtac", {
      events: [{ kind: "suspended", effectiveOn: day("2026-05-01"), reason: "Breach.", sequence: 1 }],
    });
    const on = day("2026-07-01");
    const [line] = judge({ certificates: [older, suspended], on }).lines;
    expect(line).toMatchObject({ certificateNumber: "DVC-dtac", reason: "suspended" });
    // While the older one counts, it speaks.
    expect(judge({ certificates: [older, suspended], on: day("2026-06-30") }).lines[0]).toMatchObject({
      certificateNumber: "DVC-older",
      outcome: "expiring",
    });
  });

  it("is the latest where all have expired", () => {
    const old = held("dtac", { number: "DVC-old", validFrom: day("2024-01-01"), validTo: day("2024-12-31") });
    const line = judge({ certificates: [old, held("dtac")], on: day("2027-04-01") }).lines[0]!;
    expect(line.certificateNumber).toBe("DVC-dtac");
  });
});

describe("conditions and waivers", () => {
  const condition = { text: "Publish the test report.", dueOn: day("2026-06-30"), metOn: null };

  it("is compliant with conditions while a condition is open, and not after it fell due", () => {
    const certificates = [held("dtac", { conditions: [condition] })];
    expect(judge({ certificates }).outcome).toBe("compliant-with-conditions");
    expect(judge({ certificates, on: day("2026-06-30") }).outcome).toBe("compliant-with-conditions");
    expect(judge({ certificates, on: day("2026-07-01") }).outcome).toBe("not-compliant");
  });

  it("names every open condition, the nearest first", () => {
    const later = { ...condition, text: "Repeat the audit.", dueOn: day("2026-09-30") };
    const met = { ...condition, text: "Send the plan.", metOn: day("2026-05-01") };
    const [line] = judge({ certificates: [held("dtac", { conditions: [later, met, condition] })] }).lines;
    expect(line!.text).toContain(
      "On condition, by 30 June 2026: Publish the test report. On condition, by 30 September 2026: Repeat the audit.",
    );
    expect(line!.text).not.toContain("Send the plan.");
  });

  const waiver = {
    standardId: "dtac",
    buyerCode: null,
    validFrom: day("2026-05-01"),
    validTo: day("2026-06-30"),
    reason: "Pilot at three wards.",
  };

  it.each([
    ["2026-04-30", "not-compliant"],
    ["2026-05-01", "compliant-with-conditions"],
    ["2026-06-30", "compliant-with-conditions"],
    ["2026-07-01", "not-compliant"],
  ])("on %s a waiver of May and June makes it %s", (on, outcome) => {
    expect(judge({ waivers: [waiver], on: day(on) }).outcome).toBe(outcome);
  });

  it.each([
    ["counts", {}],
    [
      "is suspended",
      { events: [{ kind: "suspended" as const, effectiveOn: day("2026-05-02"), reason: "", sequence: 1 }] },
    ],
  ])("turns on a certificate that %s, unless a waiver of the buyer lets it pass without", (_, given) => {
    const certificates = [held("dtac", given)];
    const turns = (waivers: VerdictInputs["waivers"], number = "DVC-dtac") =>
      turnsOn(judge({ certificates, waivers }), { certificateNumber: number, waivers, buyerCode: "RR8" });
    expect(turns([])).toBe(true);
    expect(turns([], "DVC-dspt")).toBe(false);
    expect(turns([waiver])).toBe(false);
    expect(turns([{ ...waiver, buyerCode: "RAX" }])).toBe(true);
    expect(turns([{ ...waiver, validTo: day("2026-05-31") }])).toBe(true);
  });

  it("does not take another buyer's waiver", () => {
    expect(judge({ waivers: [{ ...waiver, buyerCode: "RAX" }] }).outcome).toBe("not-compliant");
    expect(judge({ waivers: [{ ...waiver, buyerCode: "RR8" }] }).outcome).toBe("compliant-with-conditions");
  });
});
