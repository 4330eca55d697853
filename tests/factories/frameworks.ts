import type { Db, Tx } from "~db";
import { procurementRule, procurementThreshold } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { SYSTEM } from "~/domain/audit/event";
import { admitSupplier } from "~/domain/frameworks/admit-supplier.server";
import { advanceFramework } from "~/domain/frameworks/advance-framework.server";
import { createFramework, type CreateFrameworkInput } from "~/domain/frameworks/create-framework.server";
import { createLot } from "~/domain/frameworks/create-lot.server";
import type { Lot } from "~/domain/frameworks/route";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";

type Q = Db | Tx;

/** The rules that the route check cites, in short; ids and references are the Act's. */
const RULES: [string, string, string][] = [
  ["PA-01", "s.3", "Estimated value including VAT against the threshold in force."],
  [
    "PA-02",
    "s.45(5)",
    "A framework states its scope, price, value, selection process, term and authorities.",
  ],
  ["PA-03", "s.47", "Closed framework term <= 4 years."],
  ["PA-04", "s.49", "Open framework scheme expires <= 8 years from first award."],
  ["PA-05", "s.45", "No call-off after the framework ends or by an authority that is not listed."],
  ["PA-06", "s.45(3)-(4)", "Direct award only with a single supplier or an objective mechanism."],
  ["PA-07", "s.45(4)(b)", "Keep the mechanism's inputs and outputs."],
  ["PA-08", "s.46", "Only the framework's award criteria."],
  ["PA-09", "s.45, s.74", "Ceiling tracked; warn at 80%, block at 100%."],
  ["PA-12", "s.48", "Check exclusion before every call-off."],
  ["PA-27", "s.84-87", ">=£12,000 (central government) / £30,000 (others) inc VAT"],
  ["PA-28", "s.54", "35 days; 30 electronic submission; 25 with all documents."],
  ["NHS-01", "NHS Standard Contract", "Trusts buy via an accredited framework where one covers the need."],
  ["NHS-06", "DTAC guidance", "DTAC, DSPT and DCB0129 are gating evidence on the call-off."],
];

/** The rules since 24 February 2025 and the threshold since 1 January 2026. */
export async function makeRules(q: Q): Promise<void> {
  await q
    .insert(procurementRule)
    .values(
      RULES.map(([id, reference, ruleText]) => ({
        id,
        effectiveFrom: day("2025-02-24"),
        area: "test",
        ruleText,
        reference,
        enforcement: "block",
      })),
    )
    .onConflictDoNothing();
  await q
    .insert(procurementThreshold)
    .values({
      id: "goods-services-sub-central",
      effectiveFrom: day("2026-01-01"),
      amount: pence(207_720_00),
      basis: "SI 2025/1200",
    })
    .onConflictDoNothing();
}

/** A live framework from April 2026 for four years; needs makeRules. */
export async function makeFramework(
  tx: Tx,
  given: Partial<CreateFrameworkInput["framework"]> = {},
): Promise<string> {
  const at = new Date("2026-04-01T09:00:00Z");
  const id = given.id ?? "F1";
  await createFramework(tx, {
    actor: SYSTEM,
    at,
    framework: {
      id,
      name: "Digital Care Framework",
      shortName: "DCF",
      ownerName: "NHS England",
      summary: "Records and care planning.",
      startsOn: day("2026-04-01"),
      endsOn: day("2030-03-31"),
      ceiling: pence(10_000_000_00),
      maximumTermMonths: 48,
      accreditedUntil: day("2030-03-31"),
      ...given,
    },
  });
  for (const action of ["open_applications", "close_applications", "announce_award", "go_live"] as const) {
    await advanceFramework(tx, { actor: SYSTEM, at, frameworkId: id, action });
  }
  return id;
}

/** A lot with direct award to £40,000 and competition to £250,000. */
export async function makeLot(tx: Tx, given: Partial<Lot> & { frameworkId?: string } = {}): Promise<string> {
  const { frameworkId = "F1", ...words } = given;
  const id = words.id ?? `${frameworkId}-1`;
  await createLot(tx, {
    actor: SYSTEM,
    at: new Date("2026-04-01T09:00:00Z"),
    frameworkId,
    lot: {
      id,
      number: "1",
      name: "Records",
      scope: "Electronic records.",
      minimumValue: null,
      maximumValue: null,
      minimumTermMonths: 1,
      maximumTermMonths: 36,
      eligibleBuyerKinds: ["trust", "icb", "gp_practice", "care_provider", "local_authority"],
      directAwardMechanism: "lowest_total_cost",
      directAwardLimit: pence(40_000_00),
      competitionLimit: pence(250_000_00),
      ...words,
    },
  });
  return id;
}

/** Admits a supplier with solutions to a lot from 1 April 2026. */
export async function admit(tx: Tx, lotId: string, supplierId: string, solutionIds: string[]): Promise<void> {
  await admitSupplier(tx, {
    actor: SYSTEM,
    at: new Date("2026-04-01T09:00:00Z"),
    lotId,
    supplierId,
    solutionIds,
    validFrom: day("2026-04-01"),
  });
}

/** A buyer of a kind. */
export async function makeBuyer(
  q: Q,
  code = "QWO",
  kind = "icb",
  name = "NHS West Yorkshire ICB",
): Promise<string> {
  await q
    .insert(organisation)
    .values({ code, scheme: "ods", name, kind, source: "test" })
    .onConflictDoNothing();
  return code;
}
