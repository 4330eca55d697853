import { describe, expect, it } from "vitest";
import { addDays, day, type Day } from "~/domain/shared/day";
import type { StandardVersion } from "./certificates/certificate";
import { lapsesOn, whyNoLapse, type NamedCertificate } from "./lapse";
import { requirementsFor, type Binding } from "./requirement";
import { verdict, type HeldCertificate, type Waiver } from "./verdict";

const DTAC = { id: "dtac", title: "DTAC", appliesTo: "product" as const, legalReference: null };
const held = (number: string, validFrom: string, validTo: string): HeldCertificate => ({
  number,
  standardId: "dtac",
  standardVersionId: "dtac@1",
  solutionId: "s1",
  validFrom: day(validFrom),
  validTo: day(validTo),
  events: [],
  conditions: [],
});

interface World {
  certificates?: HeldCertificate[];
  retiredOn?: Day | null;
  binding?: Partial<Binding>;
  waivers?: Waiver[];
}

/** The verdicts of a day and of the day before. */
function around(on: string, { certificates = [], retiredOn = null, binding = {}, waivers = [] }: World) {
  const versions: StandardVersion[] = [
    {
      id: "dtac@1",
      standardId: "dtac",
      version: "1",
      effectiveFrom: day("2021-01-01"),
      complyBy: null,
      retiredOn,
      validityMonths: 12,
    },
  ];
  const bindings: Binding[] = [
    {
      id: "B1",
      standardId: "dtac",
      capabilityRef: null,
      lotId: null,
      careSetting: null,
      buyerKind: null,
      validFrom: day("2021-01-01"),
      validTo: null,
      ...binding,
    },
  ];
  const judge = (when: Day) => {
    const subject = { capabilityRefs: [], careSettings: [], lotIds: [], buyerKind: "trust", on: when };
    return verdict({
      solution: { id: "s1", name: "CareNotes", productVersion: null },
      supplier: { id: "alder", name: "Alder Systems" },
      requirements: requirementsFor(bindings, new Map([["dtac", DTAC]]), versions, subject),
      certificates,
      versions,
      waivers,
      buyerCode: "RR8",
      on: when,
    });
  };
  return { before: judge(addDays(day(on), -1)), after: judge(day(on)), retiredOn };
}

const first = held("DVC-1", "2025-07-01", "2026-06-30");
const replacing = held("DVC-2", "2026-05-01", "2026-10-31");

describe("a standard lapses", () => {
  it.each<[string, string, World, string[]]>([
    ["on the day after its certificate's last", "2026-07-01", { certificates: [first] }, ["DVC-1"]],
    ["not on the last day itself", "2026-06-30", { certificates: [first] }, []],
    ["not a day later, when it has lapsed already", "2026-07-02", { certificates: [first] }, []],
    ["not where another certificate replaced it", "2026-07-01", { certificates: [first, replacing] }, []],
    ["when the one that replaced it ends", "2026-11-01", { certificates: [first, replacing] }, ["DVC-2"]],
    [
      "not once the standard has ended",
      "2026-07-01",
      { certificates: [first], retiredOn: day("2026-06-30") },
      [],
    ],
    [
      "not where it no longer binds",
      "2026-07-01",
      { certificates: [first], binding: { validTo: day("2026-06-30") } },
      [],
    ],
    [
      "not where it binds other buyers",
      "2026-07-01",
      { certificates: [first], binding: { buyerKind: "icb" } },
      [],
    ],
    [
      "not while it is waived",
      "2026-07-01",
      {
        certificates: [first],
        waivers: [
          {
            standardId: "dtac",
            buyerCode: null,
            validFrom: day("2026-06-01"),
            validTo: day("2026-12-31"),
            reason: "A new release",
          },
        ],
      },
      [],
    ],
    [
      "on the day on which its certificate is withdrawn",
      "2026-03-10",
      {
        certificates: [
          {
            ...first,
            events: [
              { kind: "withdrawn", effectiveOn: day("2026-03-10"), reason: "Other release", sequence: 1 },
            ],
          },
        ],
      },
      ["DVC-1"],
    ],
    [
      "not by a withdrawal after it had ended",
      "2026-08-01",
      {
        certificates: [
          {
            ...first,
            events: [
              { kind: "withdrawn", effectiveOn: day("2026-08-01"), reason: "Other release", sequence: 1 },
            ],
          },
        ],
      },
      [],
    ],
  ])("%s", (_what, on, world, numbers) => {
    const { before, after } = around(on, world);
    expect(lapsesOn(before, after).map((lapse) => lapse.certificateNumber)).toEqual(numbers);
  });

  it.each<[string, string, World, ReturnType<typeof whyNoLapse>]>([
    ["DVC-1", "2026-07-01", { certificates: [first] }, null],
    [
      "DVC-1",
      "2026-07-15",
      { certificates: [first] },
      { field: "on", reason: "DVC-1 has not counted since 1 July 2026: enter that day" },
    ],
    [
      "DVC-1",
      "2026-07-01",
      { certificates: [first, replacing] },
      {
        field: "on",
        reason: "Nothing lapsed on 1 July 2026: DTAC is met by certificate DVC-2 until 31 October 2026",
      },
    ],
    [
      "DVC-1",
      "2026-11-01",
      { certificates: [first, replacing] },
      {
        field: "certificate",
        reason: "On 1 November 2026 it is certificate DVC-2 that speaks for DTAC, not DVC-1",
      },
    ],
    [
      "DVC-1",
      "2026-07-01",
      { certificates: [first], retiredOn: day("2026-06-30") },
      { field: "on", reason: "DTAC ended on 30 June 2026, so nothing of it can lapse on 1 July 2026" },
    ],
    [
      "DVC-1",
      "2026-07-01",
      { certificates: [first], binding: { buyerKind: "icb" } },
      { field: "on", reason: "DTAC does not bind this order on 1 July 2026" },
    ],
  ])("says why not of %s on %s", (number, on, world, why) => {
    const { before, after, retiredOn } = around(on, world);
    const named: NamedCertificate = {
      number,
      standardId: "dtac",
      standardTitle: "DTAC",
      standardEnds: retiredOn ?? null,
    };
    expect(whyNoLapse(named, before, after)).toEqual(why);
  });
});
