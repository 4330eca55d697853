import { describe, expect, it } from "vitest";
import {
  certificateStatus,
  counts,
  type CertificateStatus,
  type StandardVersion,
} from "~/domain/certification/certificates/certificate";
import { certificateEnd } from "~/domain/certification/claims/claim";
import { addDays, contains, day, lengthDays, type Day } from "~/domain/shared/day";
import {
  dtacClaims,
  FIRST_CLAIM_DAYS_AGO,
  yearlyClaims,
  type CertificateState,
  type PlannedClaim,
} from "./certificate-plan";
import { SUPPLIERS } from "./content/suppliers";
import { DTAC_MONTHS, dtacForms, dtacVersionId } from "./dtac-forms";

const FROM = day("2026-11-22");
const TO = day("2031-12-31");
const DAYS = Array.from({ length: lengthDays({ from: FROM, to: TO }) }, (_, index) => addDays(FROM, index));
/** For what must hold on every day of the 460 before, too. */
const EVERY_TENTH = DAYS.filter((_, index) => index % 10 === 0);

/** The forms of a day and each state's claims are asked for once, and used by every test. */
const VERSIONS = new Map<Day, StandardVersion[]>();
const CLAIMS = new Map<string, PlannedClaim[]>();

function versionsOn(today: Day): StandardVersion[] {
  const known = VERSIONS.get(today);
  if (known) return known;
  const found = dtacForms(today).map((form) => ({
    ...form,
    id: dtacVersionId(form),
    standardId: "dtac",
    validityMonths: DTAC_MONTHS,
  }));
  VERSIONS.set(today, found);
  return found;
}

function claimsOf(state: CertificateState, today: Day): PlannedClaim[] {
  const key = `${state} ${today}`;
  const found = CLAIMS.get(key) ?? dtacClaims(state, today);
  CLAIMS.set(key, found);
  return found;
}

function statusOf(claim: PlannedClaim, versions: readonly StandardVersion[], on: Day): CertificateStatus {
  const certificate = {
    number: "DVC-1",
    standardId: "dtac",
    standardVersionId: claim.standardVersionId,
    validFrom: claim.on,
    validTo: certificateEnd(claim.on, DTAC_MONTHS),
  };
  return certificateStatus(certificate, [], versions, [], on);
}

/** The days on which the last certificate of a state is not as the state promises. */
const wrong = (state: CertificateState, promised: (status: CertificateStatus) => boolean): Day[] =>
  DAYS.filter((today) => {
    const last = claimsOf(state, today).at(-1)!;
    return !promised(statusOf(last, versionsOn(today), today));
  });

const STATES: readonly CertificateState[] = [
  "sound",
  "expiring",
  "expiring-soon",
  "expired",
  "suspended",
  "withdrawn",
  "superseded",
  "conditions",
  "in-review",
  "missing",
];

describe("DTAC in the demonstration, loaded on any day to the end of 2031", () => {
  it(
    "is claimed in a version that can be claimed that day, in turn, and never after today",
    { timeout: 30_000 },
    () => {
      const wrongly: string[] = [];
      for (const state of STATES) {
        for (const today of DAYS) {
          const versions = versionsOn(today);
          let before = "";
          for (const { on, standardVersionId } of claimsOf(state, today)) {
            const version = versions.find(({ id }) => id === standardVersionId)!;
            const claimable = contains({ from: version.effectiveFrom, to: version.retiredOn }, on);
            const inTurn = on > before && on <= today;
            if (!claimable || !inTurn) wrongly.push(`${state} on ${today}: ${standardVersionId} on ${on}`);
            before = on;
          }
        }
      }
      expect(wrongly).toEqual([]);
    },
  );

  it("is sound with more than 90 days left", () => {
    for (const state of ["sound", "conditions", "suspended", "withdrawn"] as const)
      expect(wrong(state, (status) => status.kind === "valid" && status.daysLeft! > 90)).toEqual([]);
  });

  it("has been sound on every day since the first claim", { timeout: 30_000 }, () => {
    const without: string[] = [];
    for (const today of EVERY_TENTH) {
      const versions = versionsOn(today);
      const claims = claimsOf("sound", today);
      for (let ago = FIRST_CLAIM_DAYS_AGO; ago >= 0; ago -= 1) {
        const on = addDays(today, -ago);
        if (!claims.some((claim) => counts(statusOf(claim, versions, on))))
          without.push(`loaded on ${today}, nothing counts on ${on}`);
      }
    }
    expect(without).toEqual([]);
  });

  it("is superseded, and expired about a month ago, where it says so", () => {
    expect(wrong("superseded", (status) => status.kind === "superseded")).toEqual([]);
    const aMonthAgo = (today: Day) => {
      const status = statusOf(claimsOf("expired", today).at(-1)!, versionsOn(today), today);
      return (
        status.kind === "expired" &&
        contains({ from: addDays(today, -36), to: addDays(today, -33) }, status.since)
      );
    };
    expect(DAYS.filter((today) => !aMonthAgo(today))).toEqual([]);
  });

  it("ends soon where it says so and a form allows it, and is sound otherwise", () => {
    for (const [state, most] of [
      ["expiring", 90],
      ["expiring-soon", 30],
    ] as const) {
      const isSoundOrEnds = (status: CertificateStatus) =>
        status.kind === "valid" || (status.kind === "expiring" && status.daysLeft <= most);
      expect(wrong(state, isSoundOrEnds)).toEqual([]);
      const ending = DAYS.length - wrong(state, (status) => status.kind === "expiring").length;
      expect(ending, `days on which DTAC is ${state}`).toBeGreaterThan(80);
    }
  });

  it("has forms 1 and 2 as they are, and marks what it invents", () => {
    expect(dtacForms(day("2026-11-29"))).toEqual([
      { version: "1", effectiveFrom: "2021-02-22", complyBy: null, retiredOn: "2026-04-05" },
      { version: "2", effectiveFrom: "2026-02-24", complyBy: "2026-04-05", retiredOn: null },
    ]);
    const later = dtacForms(TO).slice(2);
    expect(later.length).toBe(5);
    for (const { version } of later) expect(version).toMatch(/^\d-demo$/);
  });
});

it("some supplier's Cyber Essentials ends within 30 days and another's within 90, on any day; no gap before", () => {
  for (const today of DAYS) {
    const left = SUPPLIERS.map(({ id }) => {
      const [first, last] = yearlyClaims(id, "cyber-essentials", today);
      expect(certificateEnd(first!, 12)! >= addDays(last!, -1)).toBe(true);
      return lengthDays({ from: today, to: certificateEnd(last!, 12)! });
    });
    expect(left.filter((days) => days > 5 && days <= 30).length).toBeGreaterThan(0);
    expect(left.filter((days) => days > 30 && days <= 90).length).toBeGreaterThan(0);
  }
});
