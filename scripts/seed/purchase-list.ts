import { addDays, addMonths, type Day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { ORGANISATIONS, type SeedOrganisation } from "./content/organisations";
import { SUPPLIERS } from "./content/suppliers";
import {
  CONFIRMED_AFTER_DAYS,
  PAID_DAYS_LATER,
  STARTS_AFTER_DAYS,
  type SeedPurchase,
  type Stage,
} from "./purchase-course";

interface Offer {
  solutionId: string;
  units: readonly string[];
}

/** What can be bought in a lot today and could be a year ago: published, soundly certified, priced in the unit. */
function offersIn(lotId: string, unit: string): Offer[] {
  return SUPPLIERS.slice(0, -1).flatMap(({ id, solutions }) =>
    solutions
      .filter(
        (one) => (one.certificates ?? "sound") === "sound" && (one.state ?? "published") === "published",
      )
      .filter((one) => one.lots.includes(lotId) && one.prices.some((price) => price.unit === unit))
      .map((one) => ({ solutionId: `${id}-${one.suffix}`, units: one.prices.map((price) => price.unit) })),
  );
}

const ofKind = (kind: string) => ORGANISATIONS.filter((one) => one.kind === kind && !one.closedOn);

interface Pattern {
  lotId: string;
  unit: string;
  termMonths: number;
  name: string;
  need: string;
  buyers: readonly SeedOrganisation[];
  quantityOf: (buyer: SeedOrganisation) => number;
  recipientsOf?: (buyer: SeedOrganisation) => Readonly<Record<string, number>>;
}

/** Practices of a board, at most so many, with their patients. */
function practicesOf(boardCode: string, most: number): Readonly<Record<string, number>> {
  const found = ofKind("gp_practice").filter((one) => one.icbCode === boardCode && one.registeredPatients);
  return Object.fromEntries(found.slice(0, most).map((one) => [one.code, one.registeredPatients!]));
}

const sumOf = (numbers: Readonly<Record<string, number>>) =>
  Object.values(numbers).reduce((a, b) => a + b, 0);

const trusts = ofKind("trust").filter((one) => one.beds && one.code !== "RR8");
const boards = ofKind("icb").filter((one) => Object.keys(practicesOf(one.code, 4)).length >= 2);
const practices = ofKind("gp_practice").filter((one) => one.registeredPatients && one.code !== "B84613");
const providers = ofKind("care_provider").filter((one) => homesOf(one.code).length > 0);

function homesOf(providerCode: string): SeedOrganisation[] {
  return ofKind("care_site").filter((one) => one.parentCode === providerCode);
}

const bedsOf = (provider: SeedOrganisation) =>
  homesOf(provider.code).reduce((total, home) => total + (home.beds ?? 0), 0);

const PATTERNS: readonly Pattern[] = [
  {
    lotId: "CSF-1",
    unit: "bed",
    termMonths: 36,
    name: "Electronic record",
    need: "One record for every ward, with orders and results.",
    buyers: trusts,
    quantityOf: (buyer) => buyer.beds!,
  },
  {
    lotId: "CSF-2",
    unit: "bed",
    termMonths: 24,
    name: "Electronic prescribing",
    need: "Prescribing and administration of medicines on every ward.",
    buyers: [...trusts].reverse(),
    quantityOf: (buyer) => buyer.beds!,
  },
  {
    lotId: "PCF-2",
    unit: "patient",
    termMonths: 24,
    name: "Online consultation",
    need: "Patients ask their practice for help online, and the practice sorts what comes in.",
    buyers: boards,
    quantityOf: (buyer) => sumOf(practicesOf(buyer.code, 4)),
    recipientsOf: (buyer) => practicesOf(buyer.code, 4),
  },
  {
    lotId: "PCF-1",
    unit: "patient",
    termMonths: 12,
    name: "Practice system module",
    need: "Fewer letters by hand and one list of tasks.",
    buyers: practices,
    quantityOf: (buyer) => buyer.registeredPatients!,
  },
  {
    lotId: "SCF-1",
    unit: "bed",
    termMonths: 12,
    name: "Digital care record",
    need: "Care plans and daily notes without paper.",
    buyers: providers,
    quantityOf: bedsOf,
  },
];

/** How the year goes: most of it is paid for, the last weeks are still under way. */
const COURSE: readonly (readonly [daysAgo: number, stage: Stage])[] = [
  [360, "paid"],
  [352, "paid"],
  [341, "paid"],
  [333, "paid"],
  [325, "paid"],
  [318, "paid"],
  [309, "paid"],
  [301, "paid"],
  [294, "paid"],
  [287, "paid"],
  [280, "paid"],
  [272, "paid"],
  [265, "paid"],
  [257, "paid"],
  [250, "paid"],
  [243, "paid"],
  [236, "paid"],
  [229, "paid"],
  [222, "paid"],
  [210, "part-paid"],
  [201, "part-paid"],
  [192, "part-paid"],
  [184, "part-paid"],
  [175, "part-paid"],
  [166, "part-paid"],
  [157, "part-paid"],
  [148, "part-paid"],
  [139, "part-paid"],
  [128, "part-paid"],
  [117, "part-paid"],
  [106, "part-paid"],
  [96, "part-paid"],
  [88, "invoiced"],
  [82, "invoiced"],
  [78, "invoiced"],
  [62, "live"],
  [52, "live"],
  [41, "live"],
  [33, "awaiting-signature"],
  [28, "awaiting-signature"],
  [20, "awaiting-approval"],
  [16, "awaiting-approval"],
  [11, "in-progress"],
  [9, "locked"],
  [4, "shortlist"],
];

/** The year of purchases: the patterns in turn, each at its next buyer, with the next solution of its lot. */
export function purchaseList(): SeedPurchase[] {
  return COURSE.flatMap(([daysAgo, stage], index) => {
    const pattern = PATTERNS[index % PATTERNS.length]!;
    const round = Math.floor(index / PATTERNS.length);
    const offers = offersIn(pattern.lotId, pattern.unit);
    const buyer = pattern.buyers[round % pattern.buyers.length];
    const chosen = offers[round % offers.length];
    if (!buyer || !chosen) return [];
    const rivals = offers.filter((offer) => offer !== chosen).slice(0, 2);
    return [
      {
        buyerCode: buyer.code,
        name: `${pattern.name}, ${buyer.name}`,
        need: pattern.need,
        lotId: pattern.lotId,
        solutionId: chosen.solutionId,
        rivals: rivals.map((rival) => rival.solutionId),
        unit: pattern.unit,
        quantity: pattern.quantityOf(buyer),
        recipients: pattern.recipientsOf?.(buyer),
        termMonths: pattern.termMonths,
        daysAgo,
        stage,
      },
    ];
  });
}

/** Purchases of the people whom anyone may become, so that each of them finds something that waits for them. */
export function purchasesOfDemoPeople(): SeedPurchase[] {
  const [record] = offersIn("CSF-1", "bed").filter((offer) => offer.solutionId.startsWith("20001-"));
  const [, flow] = offersIn("CSF-2", "bed");
  const [consultation, otherConsultation] = offersIn("PCF-2", "patient");
  const made: SeedPurchase[] = [];
  const add = (offer: Offer | undefined, purchase: Omit<SeedPurchase, "solutionId" | "rivals">) => {
    if (!offer) return;
    const rivals = offersIn(purchase.lotId, purchase.unit).filter(
      (one) => one.solutionId !== offer.solutionId,
    );
    made.push({
      ...purchase,
      solutionId: offer.solutionId,
      rivals: rivals.slice(0, 2).map((one) => one.solutionId),
    });
  };
  const ward = { lotId: "CSF-1", unit: "bed", quantity: 240, termMonths: 24, buyerCode: "RR8" };
  add(record, {
    ...ward,
    name: "Records for children's wards",
    need: "A record for the wards of the children's hospital.",
    daysAgo: 190,
    stage: "part-paid",
  });
  add(record, {
    ...ward,
    name: "Records for the new maternity unit",
    need: "A record for the maternity unit that opens next spring.",
    quantity: 90,
    daysAgo: 24,
    stage: "awaiting-signature",
  });
  add(flow, {
    ...ward,
    lotId: "CSF-2",
    name: "Prescribing in day surgery",
    need: "Prescribing in day surgery and recovery.",
    quantity: 60,
    daysAgo: 15,
    stage: "awaiting-approval",
  });
  const board = {
    lotId: "PCF-2",
    unit: "patient",
    buyerCode: "QWO",
    termMonths: 12,
    recipients: practicesOf("QWO", 3),
    quantity: sumOf(practicesOf("QWO", 3)),
  };
  add(consultation, {
    ...board,
    name: "Online consultation, first wave",
    need: "Three practices that asked to go first.",
    daysAgo: 130,
    stage: "invoiced",
  });
  add(otherConsultation, {
    ...board,
    name: "Online consultation, second wave",
    need: "The next practices.",
    daysAgo: 6,
    stage: "locked",
  });
  return made;
}

const PILOT_MONTHS = 5;
/** It is paid in full some days before today. */
const PILOT_LATEST_DAYS_AGO = CONFIRMED_AFTER_DAYS[1] + PAID_DAYS_LATER + 10;

/**
 * A short purchase that is done, on whatever day the demonstration is loaded: its whole term lies in one financial year,
 * so that nothing of it waits for the annual charge of the next.
 */
export function pilotOf(today: Day): SeedPurchase {
  const unit = "bed";
  const lotId = "SCF-1";
  const [chosen, ...rivals] = offersIn(lotId, unit);
  const buyer = providers.at(-1)!;
  return {
    buyerCode: buyer.code,
    name: `Digital care record, pilot, ${buyer.name}`,
    need: "Five months with one digital record before every home follows.",
    lotId,
    solutionId: chosen!.solutionId,
    rivals: rivals.slice(0, 2).map((rival) => rival.solutionId),
    unit,
    quantity: bedsOf(buyer),
    termMonths: PILOT_MONTHS,
    daysAgo: pilotDaysAgo(today),
    stage: "paid",
  };
}

/** The latest need whose term of five months begins and ends in the same financial year. */
export function pilotDaysAgo(today: Day): number {
  for (let daysAgo = PILOT_LATEST_DAYS_AGO; ; daysAgo += 1) {
    const startsOn = addDays(today, STARTS_AFTER_DAYS - daysAgo);
    const lastDay = addDays(addMonths(startsOn, PILOT_MONTHS), -1);
    if (financialYearOf(startsOn) === financialYearOf(lastDay)) return daysAgo;
  }
}
