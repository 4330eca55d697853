// Over 300 lines: the small market in which every order of the tests is placed.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { inTransaction, type Db } from "~db";
import { catalogueItem, price, priceTier, solution, supplier } from "~db/schema/catalogue";
import { certificate, standard, standardBinding, standardVersion } from "~db/schema/certification";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { framework, lot, lotSolution, lotSupplier, procurementRule } from "~db/schema/frameworks";
import { organisation, organisationFact } from "~db/schema/organisations";
import { membership, user } from "~db/schema/people";
import { award, shortlist } from "~db/schema/shortlists";
import type { AgreementScope } from "~/domain/agreements/agreement";
import type { Rule } from "~/domain/agreements/rules/rule";
import { rulesToJson } from "~/domain/agreements/rules/rules-json";
import { SYSTEM, type Actor } from "~/domain/audit/event";
import { changeInvoicingDetails } from "~/domain/invoices/supplier-details/change-invoicing-details.server";
import type { InvoicingDetails } from "~/domain/invoices/supplier-details/invoicing-details";
import { pence, unitPrice } from "~/domain/money/money";
import { createOrder } from "~/domain/orders/draft/create-order.server";
import { setDataProcessing } from "~/domain/orders/draft/set-data-processing.server";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import type { ChosenItem } from "~/domain/orders/draft/write-items.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { setRecipients } from "~/domain/orders/draft/set-recipients.server";
import { day, type Day } from "~/domain/shared/day";
import { AT, makeFund, makeOrganisations, TODAY } from "./funding";

export { AT, TODAY };

/** The first day of a complete order's term, from when its milestones can be confirmed. */
export const BEGUN = new Date("2026-12-01T10:00:00Z");

function person(userId: string, name: string, organisationCode: string, ...roles: string[]): Actor {
  return { userId, name, organisationCode, roles, requestId: null };
}

/** Everybody who takes part in the orders of the tests. */
export const PEOPLE = {
  lead: person("priya", "Priya Shah", "RR8", "procurement_lead"),
  approver: person("tom", "Tom Okafor", "RR8", "approver"),
  secondApprover: person("ann", "Ann Doyle", "RR8", "approver"),
  icb: person("helen", "Helen Marsh", "QWO", "procurement_lead", "approver"),
  officer: person("nadia", "Nadia Rahman", "X24", "commercial_officer"),
  secondOfficer: person("victor", "Victor Osei", "X24", "commercial_officer"),
  auditor: person("isla", "Isla Grant", "X24", "auditor"),
  editor: person("daniel", "Daniel Alder", "S20001", "supplier_editor"),
  signatory: person("ruth", "Ruth Alder", "S20001", "supplier_signatory"),
  stranger: person("marcus", "Marcus Birch", "S20002", "supplier_editor", "supplier_signatory"),
  practice: person("sam", "Sam Whitfield", "B84613", "procurement_lead", "approver"),
} as const;

const ORGANISATIONS = [
  { code: "X24", name: "NHS England", kind: "national" },
  {
    code: "RR8",
    name: "Leeds Teaching Hospitals NHS Trust",
    kind: "trust",
    icbCode: "QWO",
    regionCode: "Y63",
  },
  { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb", regionCode: "Y63" },
  {
    code: "B84613",
    name: "Beechwood Medical Centre",
    kind: "gp_practice",
    icbCode: "QWO",
    regionCode: "Y63",
  },
  { code: "B84001", name: "Ash Tree Surgery", kind: "gp_practice", icbCode: "QWO", regionCode: "Y63" },
  { code: "S20001", name: "Alder Systems", kind: "supplier", scheme: "dovetail" },
  { code: "S20002", name: "Birchwood Health", kind: "supplier", scheme: "dovetail" },
];

/** Directory, people, a supplier with a certified solution in a live lot, and the rules: enough to place an order. */
export async function makeMarket(db: Db): Promise<void> {
  await makeOrganisations(db, ORGANISATIONS);
  for (const actor of Object.values(PEOPLE)) {
    const email = `${actor.userId}@example.org`;
    await db.insert(user).values({ id: actor.userId!, name: actor.name, email }).onConflictDoNothing();
    const rows = actor.roles.map((role) => ({
      userId: actor.userId!,
      organisationCode: actor.organisationCode!,
      role,
    }));
    await db.insert(membership).values(rows).onConflictDoNothing();
  }
  await db.insert(organisationFact).values(
    [
      { organisationCode: "B84613", numberValue: 9_500n },
      { organisationCode: "B84001", numberValue: 4_200n },
    ].map((row) => ({ ...row, name: "registered_patients", asAt: day("2026-10-01"), source: "test" })),
  );
  await makeFramework(db);
  await makeCatalogue(db);
  await makeCertificate(db);
  await makeInvoicingDetails(db, "20001");
}

export const INVOICING_DETAILS: InvoicingDetails = {
  addressLines: ["1 Exchange Street", "Leeds", "LS1 4DY"],
  vatNumber: "002000128",
  accountName: "Alder Systems Ltd",
  sortCode: "000001",
  accountNumber: "00020001",
  disputeName: "Accounts receivable",
  disputeEmail: "accounts@example.org",
  disputePhone: null,
};

/** What a supplier's invoices say about it; without it none can be raised. */
export async function makeInvoicingDetails(db: Db, supplierId: string): Promise<void> {
  await inTransaction(db, (tx) =>
    changeInvoicingDetails(tx, {
      actor: SYSTEM,
      supplierId,
      details: INVOICING_DETAILS,
      at: AT,
      today: TODAY,
    }),
  );
}

async function makeFramework(db: Db): Promise<void> {
  await db.insert(framework).values({
    id: "F1",
    name: "Clinical Systems Framework",
    shortName: "CSF",
    ownerName: "NHS England",
    state: "live",
    startsOn: day("2025-04-01"),
    endsOn: day("2029-03-31"),
    ceiling: pence(1_000_000_000n),
    maximumTermMonths: 48,
    accreditedUntil: day("2028-03-31"),
  });
  await db.insert(lot).values({
    id: "F1-1",
    frameworkId: "F1",
    number: "1",
    name: "Electronic records",
    scope: "Records",
    maximumTermMonths: 36,
    eligibleBuyerKinds: ["trust", "icb", "gp_practice"],
    directAwardMechanism: "lowest-price",
  });
  const ids = ["PA-02", "PA-05", "PA-06", "PA-07", "PA-08", "PA-09", "PA-12", "NHS-01", "NHS-06"];
  await db.insert(procurementRule).values(
    ids.map((id) => ({
      id,
      effectiveFrom: day("2025-02-24"),
      area: "framework",
      ruleText: `Rule ${id}`,
      reference: `Reference ${id}`,
      enforcement: "gate",
      parameters: id === "PA-09" ? { warnPercent: 80, refusePercent: 100 } : {},
    })),
  );
}

async function makeCatalogue(db: Db): Promise<void> {
  await db.insert(supplier).values([
    {
      id: "20001",
      organisationCode: "S20001",
      name: "Alder Systems",
      legalName: "Alder Systems Ltd",
      contactName: "Daniel Alder",
      contactEmail: "daniel@example.org",
    },
    { id: "20002", organisationCode: "S20002", name: "Birchwood Health", legalName: "Birchwood Health Ltd" },
  ]);
  await db
    .insert(lotSupplier)
    .values({ lotId: "F1-1", supplierId: "20001", status: "active", validFrom: day("2025-04-01") });
  const common = { supplierId: "20001", state: "published" };
  await db.insert(catalogueItem).values([
    { ...common, id: "20001-001", kind: "solution", name: "Alder Record" },
    {
      ...common,
      id: "20001-001A01",
      kind: "additional_service",
      name: "Alder Forms",
      parentSolutionId: "20001-001",
    },
  ]);
  await db.insert(solution).values({ id: "20001-001" });
  await db.insert(lotSolution).values({ lotId: "F1-1", solutionId: "20001-001" });
  await makePrice(db, { id: "P1", itemId: "20001-001", unit: "patient", unitPriceTenThousandths: 12_600n });
  await makePrice(db, { id: "P2", itemId: "20001-001A01", unit: "user", unitPriceTenThousandths: 100_000n });
}

/** A yearly price with 20% VAT, flat unless further tiers are given. */
export async function makePrice(
  db: Db,
  made: {
    id: string;
    itemId: string;
    unit: string;
    unitPriceTenThousandths: bigint;
    tiers?: readonly { from: bigint; unitPrice: bigint }[];
    validTo?: Day;
  },
): Promise<void> {
  const { id, itemId, unit, unitPriceTenThousandths, tiers = [] } = made;
  await db.insert(price).values({
    id,
    itemId,
    unit,
    unitText: `per ${unit}`,
    quantityNoun: `${unit}s`,
    billingPeriod: "year",
    calculation: "volume",
    costCategory: "licence-subscription",
    published: true,
    validFrom: day("2025-04-01"),
    validTo: made.validTo,
  });
  const all = [{ from: 1n, unitPrice: unitPriceTenThousandths }, ...tiers];
  await db.insert(priceTier).values(
    all.map((tier, at) => ({
      priceId: id,
      position: at + 1,
      fromQuantity: tier.from,
      toQuantity: all[at + 1] ? all[at + 1]!.from - 1n : null,
      unitPrice: unitPrice(tier.unitPrice),
    })),
  );
}

/** One standard that binds everything, and the solution's certificate for it. */
async function makeCertificate(db: Db): Promise<void> {
  await db.insert(standard).values({
    id: "DTAC",
    title: "Digital Technology Assessment Criteria",
    summary: "Assessment",
    ownerName: "NHS England",
    category: "assurance",
    appliesTo: "product",
    source: "test",
  });
  await db
    .insert(standardVersion)
    .values({ id: "DTAC@2", standardId: "DTAC", version: "2", effectiveFrom: day("2025-01-01") });
  await db
    .insert(standardBinding)
    .values({ id: "B1", standardId: "DTAC", validFrom: day("2025-01-01"), source: "test" });
  await db.insert(certificate).values({
    number: "DVC-900001",
    standardVersionId: "DTAC@2",
    supplierId: "20001",
    solutionId: "20001-001",
    validFrom: day("2026-01-01"),
    validTo: day("2027-12-31"),
    issuedAt: AT,
    source: "test",
  });
}

/** An agreement in force, signed by its parties. */
export async function makeAgreement(
  db: Db,
  made: { id: string; parties: string[]; rules: Rule[]; scope?: AgreementScope },
): Promise<void> {
  await db.insert(agreement).values({ id: made.id, title: `Agreement ${made.id}`, ownerCode: "X24" });
  await db.insert(agreementVersion).values({
    agreementId: made.id,
    version: 1,
    state: "draft",
    summary: "Test",
    rules: rulesToJson(made.rules),
    scope: made.scope ?? {},
    effectiveFrom: day("2026-04-01"),
  });
  await db.insert(agreementParty).values(
    made.parties.map((organisationCode) => ({
      agreementId: made.id,
      version: 1,
      organisationCode,
      signedBy: "nadia",
      signatoryName: "Nadia Rahman",
      signedAt: AT,
    })),
  );
  // Its parties are named while it is a draft; a version in force takes no more.
  await db
    .update(agreementVersion)
    .set({ state: "in_force", inForceAt: AT })
    .where(eq(agreementVersion.agreementId, made.id));
}

/** NHS England pays half of everything from a fund; the buyer pays the rest. */
export async function makeHalfFunded(db: Db, fundId: string, amountPence: bigint): Promise<void> {
  await makeFund(db, fundId, amountPence);
  await makeAgreement(db, {
    id: `AG-${fundId}`,
    parties: ["X24"],
    rules: [
      { shape: "percentage", ruleNumber: 1, payer: "X24", fundIds: [fundId], portion: 5_000 },
      { shape: "residual", ruleNumber: 2, payer: "@buyer" },
    ],
  });
}

let shortlists = 0;

/** An order in progress, as a direct award leaves it. */
export async function makeOrder(db: Db, lead: Actor = PEOPLE.lead, today: Day = TODAY): Promise<string> {
  const awardId = randomUUID();
  const shortlistId = `S9${String((shortlists += 1)).padStart(3, "0")}-${lead.organisationCode}`;
  await db.insert(shortlist).values({
    id: shortlistId,
    organisationCode: lead.organisationCode!,
    name: "Records",
    state: "awarded",
    termMonths: 12,
    startsOn: day("2026-12-01"),
    createdBy: lead.userId!,
    createdAt: AT,
  });
  await db.insert(award).values({
    id: awardId,
    shortlistId,
    solutionId: "20001-001",
    lotId: "F1-1",
    route: "direct_award",
    estimatedValue: pence(0n),
    routeCheck: {},
    mechanism: {},
    awardedBy: lead.userId!,
    awardedAt: AT,
  });
  const { orderId } = await inTransaction(db, (tx) =>
    createOrder(tx, {
      actor: lead,
      at: AT,
      today,
      award: { id: awardId, solutionId: "20001-001", lotId: "F1-1" },
      buyerCode: lead.organisationCode!,
      title: "Patient record for Leeds",
    }),
  );
  return orderId;
}

/** The usual item: the solution at its list price of £1.26 a patient a year. */
export function recordFor(quantities: Record<string, bigint>, rest: Partial<ChosenItem> = {}): ChosenItem {
  return { itemId: "20001-001", priceId: "P1", quantities, ...rest };
}

/**
 * An order with everything filled in: from 1 December 2026 for 4 months, which lie in one financial year, 1,000
 * patients at £1.26 a year, that is 1,000 x 1.26 x 4/12 = £420.00 and £84.00 VAT.
 */
export async function makeCompleteOrder(
  db: Db,
  lead: Actor = PEOPLE.lead,
  quantities?: Record<string, bigint>,
): Promise<{ orderId: string; editCount: number }> {
  const orderId = await makeOrder(db, lead);
  const amounts = quantities ?? { [lead.organisationCode!]: 1_000n };
  const dates = { startsOn: day("2026-12-01"), termMonths: 4 };
  const editCount = await inTransaction(db, async (tx) => {
    const change = { actor: lead, at: AT, today: TODAY, orderId };
    let { editCount: count } = await setRecipients(tx, { ...change, editCount: 0 }, Object.keys(amounts));
    ({ editCount: count } = await setDates(tx, { ...change, editCount: count }, dates));
    ({ editCount: count } = await setItems(tx, { ...change, editCount: count }, [recordFor(amounts)]));
    ({ editCount: count } = await setMilestones(tx, { ...change, editCount: count }, [
      { title: "Go live", dueOn: day("2026-12-15"), paymentBasisPoints: 4_000 },
      { title: "Review", dueOn: day("2027-03-01"), paymentBasisPoints: 6_000 },
    ]));
    return (await setDataProcessing(tx, { ...change, editCount: count }, "No personal data is processed."))
      .editCount;
  });
  return { orderId, editCount };
}

/** Closes an organisation on a day, as the directory would. */
export async function closeOrganisation(db: Db, code: string, closedOn: Day): Promise<void> {
  await db.update(organisation).set({ closedOn }).where(eq(organisation.code, code));
}
