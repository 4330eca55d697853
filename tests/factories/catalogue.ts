import { eq } from "drizzle-orm";
import { inTransaction, type Db } from "~db";
import { capability, capabilityEpic, epic, supplier } from "~db/schema/catalogue";
import { certificate } from "~db/schema/certification";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { listItem, type NewItem } from "~/domain/catalogue/list-item.server";
import { publishListing } from "~/domain/catalogue/publish-listing.server";
import { submitListing } from "~/domain/catalogue/submit-listing.server";
import { rulesToJson } from "~/domain/agreements/rules/rules-json";
import { SYSTEM } from "~/domain/audit/event";
import { unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { admit, makeFramework, makeLot, makeRules } from "./frameworks";
import { makeOrganisations } from "./people";
import { makeStandard } from "./standards";

export const AT = new Date("2026-11-20T10:00:00Z");
export const TODAY = day("2026-11-22");

const CAPABILITIES = [
  ["C1", "Care Planning", "Records", "Plans and records the care of a person over time."],
  ["C2", "Appointments Management", "Access", "Books, changes and cancels appointments."],
  ["C3", "Prescribing", "Medicines", "Prescribes medicines and records allergies."],
  ["C4", "Remote Monitoring", "Access", "Watches measurements that people take at home."],
] as const;

/** A price in pounds by a unit: flat with one amount, else tiers with the quantity at which each begins. */
export function priceOf(
  id: string,
  unit: string,
  tiers: number | [from: number, pounds: number][],
  rest: Partial<NewItem["prices"][number]> = {},
): NewItem["prices"][number] {
  const steps = typeof tiers === "number" ? [[1, tiers] as const] : tiers;
  return {
    id,
    unit,
    unitText: `per ${unit}`,
    quantityNoun: `${unit}s`,
    billingPeriod: "year",
    calculation: "volume",
    tiers: steps.map(([from, pounds], index) => {
      const next = steps[index + 1];
      return {
        from: BigInt(from),
        to: next ? BigInt(next[0] - 1) : null,
        unitPrice: unitPrice(Math.round(pounds * 10_000)),
      };
    }),
    vatRate: 2000,
    costCategory: "licence-subscription",
    validFrom: day("2026-04-01"),
    ...rest,
  };
}

export interface Listed {
  id: string;
  name: string;
  supplierId: string;
  summary?: string;
  description?: string;
  capabilities?: string[];
  careSettings?: string[];
  hosting?: string;
  prices?: NewItem["prices"];
  /** Last day of its DTAC certificate; null: it has none, and cannot be published. */
  certifiedTo?: string | null;
  serviceLevels?: string;
  exitTerms?: string;
}

let numbers = 0;

/** A certificate of a solution for DTAC. */
export async function certify(
  db: Db,
  solutionId: string,
  supplierId: string,
  validTo: string,
): Promise<string> {
  const number = `DVC-${String((numbers += 1)).padStart(6, "0")}`;
  await db.insert(certificate).values({
    number,
    standardVersionId: "dtac@1",
    supplierId,
    solutionId,
    validFrom: day("2025-11-01"),
    validTo: day(validTo),
    issuedAt: AT,
    source: "test",
  });
  return number;
}

/** Writes a listing as a draft, certifies it, and publishes it on 20 November 2026. */
export async function makeListing(db: Db, given: Listed): Promise<string> {
  const { id, name, supplierId, certifiedTo = "2027-10-31" } = given;
  const capabilities = given.capabilities ?? ["C1"];
  await inTransaction(db, async (tx) => {
    await listItem(tx, {
      actor: SYSTEM,
      at: AT,
      id,
      kind: "solution",
      supplierId,
      name,
      summary: given.summary ?? `${name} keeps the plans of care in one place.`,
      texts: {
        description: given.description ?? `${name} is used on wards and at home.`,
        productVersion: "4.2",
        features: ["Works offline", "Sends discharge summaries"],
        careSettings: given.careSettings ?? ["secondary-care"],
        hosting: given.hosting ?? "public-cloud",
        applicationTypes: ["browser"],
        integrations: ["GP Connect"],
        missions: [],
        implementation: "Eight weeks with a named lead.",
        serviceLevels: given.serviceLevels ?? "99.9% availability in a month",
        exitTerms: given.exitTerms ?? "All records exported as FHIR within 30 days",
      },
      capabilities: capabilities.map((ref) => ({ ref, result: "full" as const, epicIds: [`${ref}E1`] })),
      prices: given.prices ?? [priceOf(`${id}-P1`, "patient", 1.26)],
    });
    await submitListing(tx, { id, actor: SYSTEM, at: AT });
  });
  if (certifiedTo !== null) {
    await certify(db, id, supplierId, certifiedTo);
    await inTransaction(db, (tx) =>
      publishListing(tx, { id, actor: SYSTEM, at: AT, today: day("2026-11-20") }),
    );
  }
  return id;
}

/**
 * A market in which a trust can buy: suppliers, capabilities, DTAC binding everything, framework F1 with a lot for
 * direct award (F1-1, to £40,000) and one for competition only (F1-2), and three solutions in both: CareNotes at £1.26,
 * Birch Record at £1.10 and Alder Plan at £2.00 a patient a year.
 */
export async function makeShop(db: Db): Promise<void> {
  await makeOrganisations(db);
  await db.update(supplier).set({ size: "small", summary: "Makes records for wards and homes." });
  await db
    .insert(capability)
    .values(
      CAPABILITIES.map(([ref, name, categoryName, description]) => ({
        ref,
        name,
        categoryName,
        description,
        version: "1.0.1",
        status: "Effective",
      })),
    )
    .onConflictDoNothing();
  await db
    .insert(epic)
    .values(
      CAPABILITIES.map(([ref, name]) => ({
        id: `${ref}E1`,
        name: `Manage ${name.toLowerCase()}`,
        isActive: true,
        supplierDefined: false,
      })),
    )
    .onConflictDoNothing();
  await db
    .insert(capabilityEpic)
    .values(CAPABILITIES.map(([ref]) => ({ capabilityRef: ref, epicId: `${ref}E1`, level: "MUST" })))
    .onConflictDoNothing();
  await makeRules(db);
  await inTransaction(db, async (tx) => {
    await makeStandard(tx, { id: "dtac", title: "Digital Technology Assessment Criteria" });
    await makeFramework(tx);
    await makeLot(tx);
    await makeLot(tx, {
      id: "F1-2",
      number: "2",
      name: "Large records",
      directAwardMechanism: null,
      directAwardLimit: null,
    });
  });
  await makeListing(db, { id: "S-100", name: "CareNotes", supplierId: "alder" });
  await makeListing(db, {
    id: "S-200",
    name: "Birch Record",
    supplierId: "birchwood",
    capabilities: ["C1", "C2"],
    hosting: "private-cloud",
    prices: [priceOf("S-200-P1", "patient", 1.1)],
  });
  await makeListing(db, {
    id: "S-300",
    name: "Alder Plan",
    supplierId: "alder",
    capabilities: ["C1", "C3"],
    careSettings: ["gp-practice"],
    prices: [priceOf("S-300-P1", "patient", 2)],
  });
  await inTransaction(db, async (tx) => {
    for (const lotId of ["F1-1", "F1-2"]) {
      await admit(tx, lotId, "alder", ["S-100", "S-300"]);
      await admit(tx, lotId, "birchwood", ["S-200"]);
    }
  });
}

/** An agreement in force: NHS England pays half of every licence from its own budget, the buyer the rest. */
export async function makeHalfPaid(db: Db, officerId: string): Promise<void> {
  await db.insert(agreement).values({ id: "AG-HALF", title: "Half of every licence", ownerCode: "X24" });
  await db.insert(agreementVersion).values({
    agreementId: "AG-HALF",
    version: 1,
    state: "draft",
    summary: "Half and half",
    rules: rulesToJson([
      { shape: "percentage", ruleNumber: 1, payer: "X24", fundIds: [], portion: 5_000 },
      { shape: "residual", ruleNumber: 2, payer: "@buyer" },
    ]),
    scope: {},
    effectiveFrom: day("2026-04-01"),
  });
  await db.insert(agreementParty).values({
    agreementId: "AG-HALF",
    version: 1,
    organisationCode: "X24",
    signedBy: officerId,
    signatoryName: "Nadia Rahman",
    signedAt: AT,
  });
  // Its parties are named while it is a draft; a version in force takes no more.
  await db
    .update(agreementVersion)
    .set({ state: "in_force", inForceAt: AT })
    .where(eq(agreementVersion.agreementId, "AG-HALF"));
}
