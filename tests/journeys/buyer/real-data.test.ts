// Over 150 lines: one journey from a need to an open contracting release, step by step.
import { readFileSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { inTransaction } from "~db";
import { invoice } from "~db/schema/invoices";
import { order, orderMilestone, orderShare } from "~db/schema/orders";
import { award } from "~db/schema/shortlists";
import { SYSTEM } from "~/domain/audit/event";
import type { MechanismResult } from "~/domain/frameworks/mechanism";
import { trialBalance } from "~/domain/ledger/ledger-views.server";
import { enrolPerson } from "~/domain/people/enrol-person.server";
import type { Release } from "~/domain/contracts/release";
import type { Role } from "~/domain/people/role";
import { day } from "~/domain/shared/day";
import { IMPORTERS, runImport } from "../../../scripts/import/run-import";
import { startApp, type RunningApp } from "../../setup/app";
import { brokenInvariants, unfinishedWork } from "../../setup/invariants";
import { ocdsSchemas } from "../../setup/ocds-schema";
import { describeWithSharedData } from "../../setup/shared-data";
import { get, signInAs } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { fieldsOf, Visitor, wordsOf } from "../../setup/visitor";

/*
 * NHS West Yorkshire ICB (QWO) buys Emis Web GP (10000-001) of EMIS Health for three practices of its area, with nothing
 * in the database but what the importers read from the reference data, and people to do it.
 *
 * The arithmetic, from gp-list-size.2022-05.csv and the imported list price of £1.26 a patient a year, for 12 months:
 *   B84613 Beechwood Medical Centre     9,373
 *   B84007 Brig Royd Surgery           10,434
 *   Y02572 Calder Community Practice    2,772
 *   together                           22,579 x £1.26 = £28,449.54
 * From 1 December 2026, four months fall in 2026/27 and eight in 2027/28:
 *   £28,449.54 x 4/12 = £9,483.18  and 20% VAT £1,896.636, rounded £1,896.64
 *   £28,449.54 x 8/12 = £18,966.36 and 20% VAT £3,793.272, rounded £3,793.27
 *   together            £28,449.54                          VAT    £5,689.91, £34,139.45 including VAT
 * That is below the lot's limit of £40,000 for a direct award.
 */
const PATIENTS: Record<string, number> = { B84613: 9_373, B84007: 10_434, Y02572: 2_772 };
const ALL_PATIENTS = 22_579;
const NET = 2_844_954n;
const VAT = 568_991n;
const SOLUTION = "10000-001";
const RIVALS = {
  "10046-001": "Docman 10 files documents and keeps no clinical record, which the need asks for.",
  "10033-001": "AlldayDr offers video consultations and keeps no clinical record, which the need asks for.",
};
const TODAY = day("2026-11-22");

describeWithSharedData("a real board buys a real solution for real practices", (data) => {
  let database: TestDatabase;
  let app: RunningApp;
  let lead: Visitor;
  let approver: Visitor;
  let supplier: Visitor;
  let shortlistId = "";
  let orderId = "";
  let numbers: string[] = [];

  async function enrol(name: string, organisationCode: string, roles: Role[], position: number) {
    await inTransaction(database.db, (tx) =>
      enrolPerson(tx, {
        actor: SYSTEM,
        at: new Date("2026-11-22T09:00:00Z"),
        email: emailOf(name),
        name,
        organisationCode,
        roles,
        demo: { position, summary: "Test" },
      }),
    );
  }

  const emailOf = (name: string) => `${name.toLowerCase().replace(" ", ".")}@demo.dovetail.example`;
  const visitor = async (name: string) => new Visitor(app, await signInAs(app, emailOf(name)));
  const part = (name: string) => `/buying/orders/${orderId}/${name}`;

  beforeAll(async () => {
    database = await testDatabase();
    const context = { today: TODAY, at: new Date("2026-11-22T09:00:00Z"), onProgress: () => {} };
    for (const kind of Object.keys(IMPORTERS)) await runImport(database.db, kind, data, context);
    await enrol("Helen Marsh", "QWO", ["procurement_lead"], 1);
    await enrol("Ada Booth", "QWO", ["approver"], 2);
    await enrol("Edith Mills", "S10000", ["supplier_editor", "supplier_signatory"], 3);
    app = await startApp({ databaseUrl: database.url, today: TODAY });
    lead = await visitor("Helen Marsh");
    approver = await visitor("Ada Booth");
    supplier = await visitor("Edith Mills");
  }, 240_000);

  it("starts from a need, and shortlists three solutions of the lot", async () => {
    const started = await lead.fill("/buying/needs", {
      name: "Clinical record for Calderdale",
      need: "A clinical record for three practices in Calderdale, with appointments and prescribing.",
      lotId: "TIF001-1",
      "quantity-patient": ALL_PATIENTS.toLocaleString("en-GB"),
      termMonths: "12",
      "startsOn-day": "1",
      "startsOn-month": "12",
      "startsOn-year": "2026",
    });
    shortlistId = /\/buying\/shortlists\/(S\d+)/.exec(started.path)![1]!;
    for (const solution of [SOLUTION, ...Object.keys(RIVALS)]) {
      const page = await lead.fill(`/buying/shortlists/add?solution=${solution}`, { shortlist: shortlistId });
      expect(page.path).toContain(shortlistId);
    }
  });

  it("compares them for its own numbers", async () => {
    const page = wordsOf((await lead.open(`/buying/shortlists/${shortlistId}/compare`)).html);
    expect(page).toContain("Emis Web GP");
    expect(page).toContain("Docman 10");
    // 22,579 x £1.26, and 22,579 x £0.28.
    expect(page).toContain("£28,449.54");
    expect(page).toContain("£6,322.12");
  });

  it("locks, gives reasons, and is allowed a direct award to the one that the mechanism names", async () => {
    await lead.fill(`/buying/shortlists/${shortlistId}/lock`);
    const reasons = Object.fromEntries(Object.entries(RIVALS).map(([id, why]) => [`reason-${id}`, why]));
    const again = await lead.send(await lead.open(`/buying/shortlists/${shortlistId}/exclusions`), {
      chosen: SOLUTION,
      ...reasons,
      unmet: Object.keys(RIVALS),
      ...Object.fromEntries(Object.entries(RIVALS).map(([id, why]) => [`need-${id}`, why])),
    });
    // All the others are said not to meet the need: that is looked at twice.
    expect(again.status).toBe(422);
    const routes = await lead.send(again, { lookedAgain: "yes" });
    expect(routes.path).toBe(`/buying/shortlists/${shortlistId}/route`);
    // Of the others in the lot that would rank before it, which need they do not meet.
    const path = `/buying/shortlists/${shortlistId}/others`;
    const others = [...(await lead.open(path)).html.matchAll(/name="(need-[^"]+)"/g)].map(
      ([, name]) => name!,
    );
    const shown =
      others.length > 0
        ? await lead.fill(
            path,
            Object.fromEntries(others.map((name) => [name, "Records of a practice: it keeps none."])),
          )
        : routes;
    expect(wordsOf(shown.html)).toContain("You can award directly to Emis Web GP");
    const awarded = await lead.fill(`/buying/shortlists/${shortlistId}/award`);
    orderId = /\/buying\/orders\/(C\d{6}-\d\d)/.exec(awarded.path)![1]!;
    const [evidence] = await database.db.select().from(award).where(eq(award.shortlistId, shortlistId));
    expect(evidence).toMatchObject({ solutionId: SOLUTION, estimatedValue: NET + VAT });
    const mechanism = evidence!.mechanism as MechanismResult;
    expect(mechanism.winner?.solutionId).toBe(SOLUTION);
    const removed = mechanism.filters.flatMap((filter) => filter.removed.map((one) => one.solutionId));
    expect(removed).toEqual(expect.arrayContaining(Object.keys(RIVALS)));
  });

  it("names the recipients by a file in the catalogue's own format", async () => {
    const contacts = await lead.fill(part("contacts"), {
      buyerName: "Helen Marsh",
      buyerEmail: emailOf("Helen Marsh"),
      supplierName: "Edith Mills",
      supplierEmail: emailOf("Edith Mills"),
      purchaseOrderNumber: "QWO-2026-117",
    });
    expect(contacts.path).toContain(`/buying/orders/${orderId}`);
    const csv = readFileSync(path.join(data, "catalogue", "service_recipient_upload_valid.csv"));
    for (const code of Object.keys(PATIENTS)) expect(csv.toString()).toContain(code);
    const file = new File([csv], "recipients.csv", { type: "text/csv" });
    await lead.fill(part("recipients"), { file });
    const check = wordsOf((await lead.open(part("check"))).html);
    for (const name of ["Beechwood Medical Centre", "Brig Royd Surgery", "Calder Community Practice"])
      expect(check).toContain(name);
  });

  it("finds the quantities filled in with the practices' registered patients, at the list price", async () => {
    await lead.fill(part("dates"), {
      "startsOn-day": "22",
      "startsOn-month": "11",
      "startsOn-year": "2026",
      termMonths: "12",
    });
    const items = await lead.open(part("items"));
    expect(wordsOf(items.html)).toContain("£1.26");
    const quantities = await lead.send(items, { price: "BC-1001" });
    expect(quantities.path).toBe(part("quantities"));
    const filled = fieldsOf(quantities);
    for (const [code, patients] of Object.entries(PATIENTS)) {
      expect(filled[`quantity-BC-1001-${code}`]!.replace(",", "")).toBe(String(patients));
    }
    expect((await lead.send(quantities)).path).toContain(`/buying/orders/${orderId}?done`);
  });

  it("agrees milestones, says how data is processed, checks and sends", async () => {
    // By result: four quarters are filled in otherwise, of which these would leave two.
    await lead.fill(`${part("milestones")}?plan=result`, {
      "title-1": "Go live in the three practices",
      "dueOn-1-day": "1",
      "dueOn-1-month": "12",
      "dueOn-1-year": "2026",
      "percent-1": "33.33",
      "title-2": "Review after three months",
      "dueOn-2-day": "1",
      "dueOn-2-month": "3",
      "dueOn-2-year": "2027",
      "percent-2": "66.67",
    });
    await lead.fill(part("data-processing"), {
      processes: "yes",
      details: "Names, NHS numbers and medication of registered patients, to give direct care.",
    });
    const check = await lead.open(part("check"));
    const words = wordsOf(check.html);
    expect(words).toContain("£28,449.54");
    expect(words).toContain("£5,689.91");
    expect(words).toContain("£34,139.45");
    const sent = await lead.send(check, { signatoryName: "Helen Marsh" });
    expect(wordsOf(sent.html)).toContain("Order sent for approval");
  });

  it("is approved by the board, and accepted by EMIS Health", async () => {
    const check = await approver.open(`/buying/approvals/${orderId}/approve`);
    for (const sum of ["£28,449.54", "£5,689.91", "£34,139.45"]) expect(wordsOf(check.html)).toContain(sum);
    expect(wordsOf((await approver.send(check)).html)).toContain("Share approved");
    await supplier.fill(`/supplying/orders/${orderId}`, {
      decision: "accept",
      signatoryName: "Edith Mills",
    });
    const [row] = await database.db.select().from(order).where(eq(order.id, orderId));
    expect(row).toMatchObject({ state: "live", buyerCode: "QWO", net: NET, vat: VAT });
    const shares = await database.db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
    expect(
      shares.map(({ payerCode, financialYear, net, vat }) => [payerCode, financialYear, net, vat]),
    ).toEqual(
      expect.arrayContaining([
        ["QWO", 2026, 1_024_795n, 204_959n],
        ["QWO", 2027, 1_820_159n, 364_032n],
      ]),
    );
    expect(shares).toHaveLength(2);
  });

  it("is delivered, invoiced and paid by Bacs", async () => {
    const milestones = await database.db
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, orderId))
      .orderBy(orderMilestone.position);
    // The directory does not know where a supplier is paid: it says so itself, before its first invoice.
    const none = await supplier.open("/supplying/invoicing-details");
    expect(none.html).toContain("You cannot raise an invoice yet");
    await supplier.fill("/supplying/invoicing-details/change", {
      address: "1 Exchange Street\nLeeds\nLS1 4DY",
      vatNumber: "GB 002 0001 28",
      accountName: "Supplier Ltd",
      sortCode: "00-00-01",
      accountNumber: "00020001",
      disputeName: "Accounts",
      disputeEmail: "accounts@supplier.example",
    });
    await supplier.fill("/supplying/invoicing-details/check");
    for (const { id } of milestones) {
      await lead.fill(`${part("milestones")}/${id}?step=check`, {
        note: "Confirmed by the three practices.",
      });
      await supplier.fill(`/supplying/orders/${orderId}/invoices?milestone=${id}`, { milestone: id });
    }
    const invoices = await database.db
      .select()
      .from(invoice)
      .where(eq(invoice.orderId, orderId))
      .orderBy(invoice.number);
    numbers = invoices.map((one) => one.number);
    expect(numbers).toHaveLength(2);
    // The share of 2026/27 to the penny; that of 2027/28 waits for its annual charge.
    expect(invoices.reduce((total, one) => total + one.net, 0n)).toBe(1_024_795n);
    expect(invoices.reduce((total, one) => total + one.vat, 0n)).toBe(204_959n);
    for (const { number, gross } of invoices) {
      const check = await approver.fill(`/invoices/${number}/pay`, {
        amount: `${gross / 100n}.${String(gross % 100n).padStart(2, "0")}`,
        reference: `QWO BACS ${number}`,
        "paidOn-day": "22",
        "paidOn-month": "11",
        "paidOn-year": "2026",
      });
      const recorded = await approver.send(check, { intent: "record" });
      expect(wordsOf(recorded.html)).toContain("Payment recorded");
    }
    const [row] = await database.db.select().from(order).where(eq(order.id, orderId));
    expect(row!.state).toBe("live");
    const waiting = await supplier.open(`/supplying/orders/${orderId}/invoices`);
    expect(wordsOf(waiting.html)).toContain("Annual charge 2027/28");
  });

  it("leaves a ledger that balances", async () => {
    const { accounts, totals } = await trialBalance(database.db);
    expect(totals).toMatchObject({
      debitsPosted: totals.creditsPosted,
      // £18,201.59 and £3,640.32 VAT of 2027/28 stay reserved
      debitsPending: 2_184_191n,
      creditsPending: 2_184_191n,
    });
    expect(accounts.find((account) => account.key.startsWith("supplier:"))!.creditsPosted).toBe(
      1_024_795n + 204_959n,
    );
  });

  it("ends in a valid open contracting release with its codes and the exact sums", async () => {
    const feed = await feedWith(numbers);
    const schemas = ocdsSchemas(data);
    expect(schemas.package(feed)).toEqual([]);
    for (const release of feed.releases) expect(schemas.release(release), release.id).toEqual([]);
    const release = feed.releases.at(-1)!;
    // The schema checks: what is wrong is found.
    expect(schemas.release({ ...release, date: "today", buyer: "QWO" })).toHaveLength(2);
    expect(release.buyer).toEqual({
      id: "GB-NHS-QWO",
      name: "NHS West Yorkshire Integrated Care Board",
    });
    const [contract] = release.contracts;
    expect(contract!.value).toEqual({ amount: 28_449.54, amountGross: 34_139.45, currency: "GBP" });
    expect(release.planning.budget.amount.amount).toBe(28_449.54);
    expect(release.planning.budget.budgetBreakdown.map((line) => line.amount.amount)).toEqual([
      10_247.95, 18_201.59,
    ]);
    const codes = release.parties
      .filter(({ roles }) => roles.includes("interestedParty"))
      .map(({ identifier }) => `${identifier.scheme} ${identifier.id}`);
    expect(codes.toSorted()).toEqual(
      Object.keys(PATIENTS)
        .map((code) => `GB-NHS ${code}`)
        .toSorted(),
    );
    for (const item of contract!.items) {
      const code = item.id.slice(`${SOLUTION}-`.length);
      expect(item).toMatchObject({
        quantity: PATIENTS[code],
        unit: { value: { amount: 1.26, currency: "GBP" } },
      });
    }
    expect(contract!.items).toHaveLength(3);
    const { transactions } = contract!.implementation as unknown as {
      transactions: { id: string; value: { amount: number } }[];
    };
    const paid = transactions.reduce((total, one) => total + Math.round(one.value.amount * 100), 0);
    expect([transactions.map(({ id }) => id), BigInt(paid)]).toEqual([numbers, 1_024_795n + 204_959n]);
    expect(contract!.status).toBe("active");
    const page = await get(app, `/contracts/${release.ocid}`);
    expect(wordsOf(await page.text())).toContain("Beechwood Medical Centre");
  });

  it("leaves nothing to do, and every book in order", async () => {
    const limit = Date.now() + 60_000;
    while ((await unfinishedWork(database.db)).length > 0 && Date.now() < limit)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await unfinishedWork(database.db)).toEqual([]);
    expect(await brokenInvariants(database.db)).toEqual([]);
  });

  /** The feed once the worker has published the payments. */
  async function feedWith(paid: string[]): Promise<{ releases: Release[] }> {
    const limit = Date.now() + 60_000;
    for (;;) {
      const answer = await get(app, "/api/v1/ocds/releases");
      const feed = (await answer.json()) as { releases: Release[] };
      const text = JSON.stringify(feed.releases.at(-1)?.contracts[0]?.implementation ?? {});
      if (paid.every((number) => text.includes(number))) return feed;
      if (Date.now() > limit) throw new Error(`not published: ${text}\n${app.output().slice(-3000)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
});
