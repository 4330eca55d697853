import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { admitSupplier } from "~/domain/frameworks/admit-supplier.server";
import { advanceFramework } from "~/domain/frameworks/advance-framework.server";
import { createFramework } from "~/domain/frameworks/create-framework.server";
import { createLot } from "~/domain/frameworks/create-lot.server";
import { setLotStatus } from "~/domain/frameworks/set-lot-status.server";
import { pence } from "~/domain/money/money";
import { SUPPLIERS } from "./content/suppliers";
import type { SeedTime } from "./seed-time";

interface SeedLot {
  number: string;
  name: string;
  scope: string;
  buyers: readonly string[];
  months: number;
  directPounds: number | null;
}

interface SeedFramework {
  id: string;
  name: string;
  shortName: string;
  summary: string;
  ceilingPounds: number;
  feeBasisPoints: number;
  lots: readonly SeedLot[];
}

const HOSPITAL = ["trust", "icb"];
const PRIMARY = ["icb", "sub_icb", "gp_practice", "pcn", "csu"];
const SOCIAL = ["care_provider", "local_authority", "icb"];

const FRAMEWORKS: readonly SeedFramework[] = [
  {
    id: "CSF",
    name: "Clinical Systems Framework",
    shortName: "Clinical Systems",
    summary: "Electronic records, prescribing, diagnostics and flow for hospitals and community services.",
    ceilingPounds: 400_000_000,
    feeBasisPoints: 50,
    lots: [
      {
        number: "1",
        name: "Electronic records for hospitals",
        scope: "Patient records, administration and their modules.",
        buyers: HOSPITAL,
        months: 60,
        directPounds: null,
      },
      {
        number: "2",
        name: "Prescribing, diagnostics and flow",
        scope: "Electronic prescribing, order communications, bed flow, virtual wards, integration.",
        buyers: HOSPITAL,
        months: 48,
        directPounds: 2_000_000,
      },
    ],
  },
  {
    id: "PCF",
    name: "Primary Care Digital Framework",
    shortName: "Primary Care",
    summary: "Systems for general practice and the services through which citizens reach it.",
    ceilingPounds: 120_000_000,
    feeBasisPoints: 75,
    lots: [
      {
        number: "1",
        name: "General practice systems",
        scope: "Clinical systems, documents, telephony and population health.",
        buyers: PRIMARY,
        months: 48,
        directPounds: 1_000_000,
      },
      {
        number: "2",
        name: "Online consultation and citizen services",
        scope: "Online and video consultation, appointments, personal health records.",
        buyers: PRIMARY,
        months: 36,
        directPounds: 500_000,
      },
    ],
  },
  {
    id: "SCF",
    name: "Social Care Technology Framework",
    shortName: "Social Care",
    summary: "Digital social care records and technology that helps people live at home.",
    ceilingPounds: 60_000_000,
    feeBasisPoints: 100,
    lots: [
      {
        number: "1",
        name: "Digital social care records",
        scope: "Care planning and records for residential and home care.",
        buyers: SOCIAL,
        months: 36,
        directPounds: 40_000,
      },
      {
        number: "2",
        name: "Care technology at home",
        scope: "Telecare, falls prevention, medication support and rostering.",
        buyers: SOCIAL,
        months: 36,
        directPounds: 40_000,
      },
    ],
  },
];

export const LOT_IDS = FRAMEWORKS.flatMap(({ id, lots }) => lots.map((lot) => `${id}-${lot.number}`));

/** The first day of the demonstration frameworks. */
const STARTED_DAYS_AGO = 470;
const ENDS_IN_DAYS = 900;

/** Sets up the three frameworks and their lots, and takes them live. */
export async function seedFrameworks(tx: Tx, actor: Actor, time: SeedTime): Promise<void> {
  const startsOn = time.daysAgo(STARTED_DAYS_AGO);
  for (const { lots, ceilingPounds, ...framework } of FRAMEWORKS) {
    const at = time.at(startsOn);
    await createFramework(tx, {
      actor,
      at,
      framework: {
        ...framework,
        ownerName: "NHS England",
        startsOn,
        endsOn: time.daysAhead(ENDS_IN_DAYS),
        ceiling: pence(BigInt(ceilingPounds) * 100n),
        maximumTermMonths: Math.max(...lots.map((lot) => lot.months)),
        accreditedUntil: time.daysAhead(500),
        demonstration: true,
      },
    });
    for (const action of ["open_applications", "close_applications", "announce_award", "go_live"] as const) {
      await advanceFramework(tx, { actor, at, frameworkId: framework.id, action });
    }
    for (const { buyers, months, directPounds, ...lot } of lots) {
      await createLot(tx, {
        actor,
        at,
        frameworkId: framework.id,
        lot: {
          ...lot,
          id: `${framework.id}-${lot.number}`,
          minimumValue: null,
          maximumValue: null,
          minimumTermMonths: 1,
          maximumTermMonths: months,
          eligibleBuyerKinds: [...buyers],
          directAwardMechanism: "lowest_total_cost",
          directAwardLimit: directPounds === null ? null : pence(BigInt(directPounds) * 100n),
          competitionLimit: null,
        },
      });
    }
  }
}

/** Admits each supplier to the lots that its solutions are offered in; one of them is suspended in one lot since. */
export async function seedAdmissions(tx: Tx, actor: Actor, time: SeedTime): Promise<void> {
  for (const { id: supplierId, solutions } of SUPPLIERS) {
    for (const lotId of LOT_IDS) {
      const solutionIds = solutions
        .filter((one) => one.lots.includes(lotId))
        .map((one) => `${supplierId}-${one.suffix}`);
      if (solutionIds.length === 0) continue;
      const validFrom = time.daysAgo(STARTED_DAYS_AGO);
      await admitSupplier(tx, { actor, at: time.at(validFrom), lotId, supplierId, solutionIds, validFrom });
    }
  }
  const last = SUPPLIERS.at(-1)!;
  const lotId = last.solutions.flatMap((one) => one.lots)[0];
  if (!lotId) return;
  await setLotStatus(tx, {
    actor,
    at: time.at(time.daysAgo(20)),
    lotId,
    supplierId: last.id,
    status: "suspended",
    reason: "Its accounts for the last year are overdue at Companies House.",
  });
}
