import { eq, sql } from "drizzle-orm";
import { connect, inTransaction, type Db, type Tx } from "~db";
import { email, importRun } from "~db/schema/platform";
import { recordCompliance } from "~/domain/standards/reports/record-compliance.server";
import type { Role } from "~/domain/people/role";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { addDays, addMonths, dayOf, type Day } from "~/domain/shared/day";
import { env } from "~/platform/env.server";
import { clock } from "~/platform/clock.server";
import { enqueueFrom } from "~/platform/queue.server";
import { HOLDING, type Holding } from "../demonstration";
import { StartError, stopOnFailure } from "../start-error";
import { pilotOf, purchaseList, purchasesOfDemoPeople } from "./purchase-list";
import { seedAgreementDrafts } from "./seed-agreement-drafts";
import { seedApplications } from "./seed-applications";
import { seedCapabilities, seedInvoicingDetails, seedListings, seedSuppliers } from "./seed-catalogue";
import { seedCertificates } from "./seed-certificates";
import { LOT_IDS, seedAdmissions, seedFrameworks } from "./seed-frameworks";
import { seedFundChanges } from "./seed-fund-changes";
import { seedAgreements, seedFunds } from "./seed-funding";
import { seedPaidByOthers } from "./seed-paid-by-others";
import { seedProductVersions } from "./seed-product-versions";
import { seedListingChanges } from "./seed-listing-changes";
import { seedLocalSpend } from "./seed-local-spend";
import { seedOrganisations } from "./seed-organisations";
import { DEMO_PEOPLE, SeedPeople, type DemoPerson } from "./seed-people";
import { Purchaser } from "./seed-purchases";
import { seedRules } from "./seed-rules";
import { seedSimulation } from "./seed-simulation";
import { seedStandardDrafts } from "./seed-standard-drafts";
import { seedStandards } from "./seed-standards";
import { seedTime, type SeedTime } from "./seed-time";
import { seedYearEnd } from "./seed-year-end";

export interface SeedOptions {
  /** Called with what is being made, for a progress line. */
  onProgress?: (what: string) => void;
  /** Leaves the year of purchases out, for tests that need the market and not its history. */
  withoutHistory?: boolean;
  /** The instant as at which it is loaded; by default now, by the clock of the process. */
  now?: Date;
}

const supplierOf = (solutionId: string) => supplierOrganisationCode(solutionId.split("-")[0]!);

async function seedMarket(
  tx: Tx,
  time: SeedTime,
  people: SeedPeople,
  say: (what: string) => void,
): Promise<void> {
  say("rules and frameworks");
  await seedRules(tx, time.today);
  const officer = await people.withRole("X24", "commercial_officer");
  const assessor = await people.withRole("X24", "assessor");
  await seedFrameworks(tx, officer, time);
  await seedStandards(tx, officer, time, LOT_IDS);
  say("catalogue");
  await seedCapabilities(tx);
  const supplierPerson = (role: Role) => (supplierId: string) =>
    people.withRole(supplierOrganisationCode(supplierId), role);
  const editorOf = supplierPerson("supplier_editor");
  await seedListings(tx, officer, time, {
    editor: editorOf,
    signatory: supplierPerson("supplier_signatory"),
  });
  await seedInvoicingDetails(tx, time, editorOf);
  say("certificates");
  await seedCertificates(tx, assessor, time, editorOf);
  await seedAdmissions(tx, officer, time);
  say("funds and agreements");
  const secondOfficer = people.named("Victor Osei");
  await seedFunds(tx, { officer, secondOfficer }, time);
  await seedAgreements(tx, officer, people, time);
  await seedFundChanges(tx, { officer, secondOfficer }, time);
  await seedPaidByOthers(tx, { officer, secondOfficer }, people, time);
}

/** The mails and jobs of a past that is only told: nobody gets them, and nothing is to be done any more. */
async function forgetMailsAndJobs(tx: Tx): Promise<void> {
  await tx.delete(email).where(eq(email.state, "queued"));
  await tx.execute(sql`
    select graphile_worker.complete_jobs(
      array(select id from graphile_worker.jobs where created_at >= transaction_timestamp()))`);
  // What was raised and not yet sent still has to go out.
  const raised = sql`select json_build_object('invoiceId', number) from invoice where state = 'raised' order by number`;
  await enqueueFrom(tx, "send-invoice", raised);
}

/** A demonstration is a database of its own: loaded over real data, it would let anyone become those people. */
async function requireNothing(tx: Tx): Promise<void> {
  const [row] = await tx.execute<{ holding: Holding }>(sql.raw(HOLDING));
  if (row!.holding === "nothing") return;
  throw new StartError(
    row!.holding === "demonstration"
      ? "The demonstration is loaded already."
      : "This database holds data that was not made as a demonstration: name an empty one in DATABASE_URL.",
  );
}

/**
 * Loads the demonstration: real organisations, invented suppliers and a year of purchases, made by the same verbs as
 * the pages use. One transaction, so that a load that is cut off leaves nothing behind.
 * Its last row marks the database as a demonstration. Throws StartError where the database holds anything.
 */
export async function seedDemo(db: Db, options: SeedOptions = {}): Promise<void> {
  const say = options.onProgress ?? (() => {});
  const now = options.now ?? clock().now();
  const time = seedTime(dayOf(now), now);
  await inTransaction(db, async (tx) => {
    await requireNothing(tx);
    say("organisations and people");
    await seedOrganisations(tx);
    const people = new SeedPeople(tx, time.at(time.daysAgo(465)));
    // The centre first, its first officer before everybody: others are enrolled and admitted by them.
    const last = (person: DemoPerson) => (person.organisationCode === "X24" ? 0 : 1);
    const [centre, ...others] = [...DEMO_PEOPLE.entries()].sort(([, a], [, b]) => last(a) - last(b));
    const officer = await people.enrol(centre![1], centre![0] + 1);
    await seedSuppliers(tx, officer, time);
    for (const [index, person] of others) await people.enrol(person, index + 1);
    await seedMarket(tx, time, people, say);
    if (!options.withoutHistory) {
      say("a year of purchases");
      const purchaser = new Purchaser(tx, time, people, supplierOf);
      for (const purchase of [...purchaseList(), ...purchasesOfDemoPeople(), pilotOf(time.today)])
        await purchaser.carryOut(purchase);
      say("a scenario and a run over the market");
      await seedSimulation(tx, await people.withRole("X24", "commercial_officer"), time);
    }
    await seedLocalSpend(tx, officer, people, time);
    say("year end");
    await seedYearEnd(tx, officer, people.named("Victor Osei"), time);
    say("applications for funding");
    await seedApplications(tx, officer, people, time);
    await seedAgreementDrafts(tx, officer, people.named("Victor Osei"), time);
    await seedStandardDrafts(tx, officer, time);
    say("listings that suppliers write");
    await seedListingChanges(tx, officer, time, (supplierId) =>
      people.withRole(supplierOrganisationCode(supplierId), "supplier_editor"),
    );
    const alder = supplierOrganisationCode("20001");
    await seedProductVersions(tx, time, {
      editor: await people.withRole(alder, "supplier_editor"),
      signatory: await people.withRole(alder, "supplier_signatory"),
    });
    // What the nightly count would have said at the end of each month of the year that is told.
    for (let back = 12; back >= 0; back -= 1) {
      const first = `${addMonths(time.today, 1 - back).slice(0, 7)}-01` as Day;
      await recordCompliance(tx, { on: back === 0 ? time.today : addDays(first, -1) });
    }
    await forgetMailsAndJobs(tx);
    await tx.insert(importRun).values({ kind: "demo", source: "scripts/seed", counts: {}, rejectedRows: 0 });
  });
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await stopOnFailure(async () => {
    const connection = connect(env().DATABASE_URL ?? "", { max: 2, applicationName: "dovetail-seed" });
    try {
      await seedDemo(connection.db, { onProgress: (what) => console.log(`Demonstration data: ${what}`) });
    } finally {
      await connection.close();
    }
  });
}
