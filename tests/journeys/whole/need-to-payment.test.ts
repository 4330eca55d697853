// Over 300 lines: one story from end to end, told in the order in which it happens.
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { invoice, payment } from "~db/schema/invoices";
import { order, orderShare } from "~db/schema/orders";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { recomputeDifferences, trialBalance } from "~/domain/ledger/ledger-views.server";
import { annualChargeTitle } from "~/domain/invoices/schedule";
import { sum } from "~/domain/money/money";
import type { Release } from "~/domain/contracts/release";
import { penceOf } from "~/domain/contracts/release-text";
import { addDays, type Day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import type { TestDatabase } from "../../setup/test-database";
import { Traveller } from "./traveller";

/*
 * The main job once with JavaScript and once without: a trust's procurement lead goes from a search to a signed order,
 * its approver and the centre approve their shares, the supplier signs, invoices and is paid, and the order is published.
 *
 * The arithmetic: 100 beds of CareNotes for 24 months at the list price, half of it paid by NHS England's fund (rule 1
 * of the agreement for hospitals), the rest by the trust. The order starts on the day of the story and reaches over three financial years; only
 * the money of this one is invoiced at its milestones. What the pages say is compared with the ledger, the invoices
 * and the OCDS release to the penny.
 */
const BEDS = 100n;
const MONTHS = 24;
const mail = (name: string) => `${name}@demo.dovetail.example`;

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  database = await demoDatabase({ withoutHistory: true });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: DEMO_DAY }),
    launchBrowser(),
  ]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
});

const inDays = (days: number): Day => addDays(DEMO_DAY, days);

const thisYear = () => financialYearOf(DEMO_DAY);

async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${what} did not happen within a minute\n${app.output().slice(-3000)}`);
}

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("from a need to a paid, published order, %s", (_, javaScript) => {
  const seen = new Set<string>();
  const as = (name: string) => Traveller.as(mail(name), { browser, app, javaScript, seen });
  const shortlistName = javaScript ? "Ward records" : "Ward records, again";
  let orderId = "";
  let shortlistPath = "";

  it("5a: searches and filters the catalogue and reads a solution", async () => {
    const priya = await as("priya.shah");
    await priya.open("/solutions");
    await priya.fill(/Search the catalogue/, "hospital record");
    await priya.press("Search");
    await priya.expectText("CareNotes");
    await priya.open("/solutions?lot=CSF-1");
    await priya.press("CareNotes");
    for (const part of ["Standards and certificates", "Services and prices", "Capabilities", "Supplier"]) {
      await priya.expectText(part);
    }
    await priya.leave();
  });

  it("5b: shortlists three and compares them for 100 beds and two years", async () => {
    const priya = await as("priya.shah");
    await priya.open("/buying/needs?solution=20001-001");
    await priya.fill("Name of the shortlist", shortlistName);
    await priya.fill("What you need", "One record for four wards.");
    await priya.choose("Framework lot to buy from", "CSF-1");
    await priya.fill("Beds", String(BEDS));
    await priya.fill("Term", String(MONTHS));
    await priya.fillDate("When it should start", inDays(0));
    await priya.press("Start the shortlist");
    shortlistPath = new URL(priya.page.url()).pathname;
    for (const rival of ["20002-001", "20004-001"]) {
      await priya.open(`/buying/shortlists/add?solution=${await hospitalRecord(rival)}`);
      await priya.tick(new RegExp(`^${shortlistName}$`));
      await priya.press("Continue");
    }
    await priya.press("Compare side by side");
    for (const row of ["CareNotes", "NHS England", "Digital Technology Assessment Criteria"])
      await priya.expectText(row);
    if (javaScript) {
      await priya.page.setViewportSize({ width: 1280, height: 2600 });
      await priya.page.screenshot({ path: "reports/comparison.png" });
    }
    await priya.leave();
  });

  /** The id of a rival in the lot: given, when it exists there, else the next published record. */
  async function hospitalRecord(id: string): Promise<string> {
    const rows = await database.sql<{ solution_id: string }[]>`
      select solution_id from lot_solution where lot_id = 'CSF-1' and solution_id <> '20001-001'
        and exists (select 1 from price where item_id = solution_id and unit = 'bed')
        and not exists (select 1 from shortlist_item s where s.solution_id = lot_solution.solution_id
          and s.shortlist_id = ${shortlistPath.split("/").at(-1)!})
      order by solution_id = ${id} desc, solution_id`;
    return rows[0]!.solution_id;
  }

  it("5c: locks, gives reasons, sees the routes and awards directly", async () => {
    const priya = await as("priya.shah");
    await priya.open(`${shortlistPath}/lock`);
    await priya.press("Lock the shortlist");
    await priya.open(`${shortlistPath}/exclusions`);
    await priya.tick(/^CareNotes/);
    const reasons = priya.page.getByLabel(/^Why not .*\?$/);
    for (let index = 0; index < (await reasons.count()); index += 1) {
      const box = reasons.nth(index);
      if (!(await box.getAttribute("name"))?.includes("20001-001"))
        await box.fill("It has no module for the wards of a children's hospital.");
    }
    // The lot's mechanism ranks by cost, so a cheaper one is left out only because it does not meet the need.
    const unmet = priya.page.getByRole("group", { name: /do not meet the need/ }).getByRole("checkbox");
    for (const box of await unmet.all()) if ((await box.inputValue()) !== "20001-001") await box.check();
    for (const box of await priya.page.getByLabel(/^Which need does .* not meet\?$/).all()) {
      if (await box.isVisible())
        await box.fill("The wards of a children's hospital: it has no module for them.");
    }
    await priya.page.getByRole("button", { name: "Save and see the routes" }).click();
    await priya.page.waitForLoadState("load");
    await priya.expectText("Look again");
    await priya.tick(/I have looked at each of them a second time/);
    await priya.press("Save and see the routes");
    // Nor do those of the lot that nobody put on the shortlist and that would rank before it.
    await priya.open(`${shortlistPath}/others`);
    const others = await priya.page.getByLabel(/^Which need does .* not meet\?$/).all();
    for (const box of others)
      await box.fill("The wards of a children's hospital: it has no module for them.");
    await priya.press(others.length > 0 ? "Save and see the routes" : "See the routes");
    await priya.expectText("Direct award");
    await priya.expectText("PA-06");
    await priya.press("Continue to the award");
    await priya.press("Award and open the order");
    const [row] = await database.sql<
      { id: string }[]
    >`select id from "order" order by created_at desc limit 1`;
    orderId = row!.id;
  });

  it("5d: fills in the order as a task list and sends it", async () => {
    const priya = await as("priya.shah");
    const base = `/buying/orders/${orderId}`;
    await priya.open(`${base}/contacts`);
    await priya.press(/^Save/);
    await priya.open(`${base}/recipients`);
    await priya.press(/^Save/);
    await priya.open(`${base}/dates`);
    await priya.fillDate("When does the order start?", inDays(0));
    await priya.fill("For how long?", String(MONTHS));
    await priya.press(/^Save/);
    await priya.open(`${base}/items`);
    await priya.page.locator('input[name="price"][value^="20001-001-P"]').first().check();
    await priya.press("Save and enter quantities");
    await priya.page.locator('input[name^="quantity-"]').first().fill(String(BEDS));
    await priya.press(/^Save/);
    // By result: quarters are filled in otherwise.
    await priya.open(`${base}/milestones?plan=result`);
    await priya.page.locator('input[name="title-1"]').fill("Go live");
    await fillDue(priya, 1, inDays(70));
    await priya.page.locator('input[name="percent-1"]').fill("33.33");
    await priya.page.locator('input[name="title-2"]').fill("Accepted");
    await fillDue(priya, 2, inDays(160));
    await priya.page.locator('input[name="percent-2"]').fill("66.67");
    await priya.press(/^Save/);
    await priya.open(`${base}/data-processing`);
    await priya.page.locator('input[name="processes"][value="no"]').check();
    await priya.press(/^Save/);
    await priya.open(`${base}/who-pays`);
    await priya.expectText("NHS England");
    await priya.open(`${base}/check`);
    await priya.fill("Your full name", "Priya Shah");
    await priya.press("Sign and send for approval");
    await priya.expectText(/sent for approval/i);
    await priya.leave();
  });

  async function fillDue(priya: Traveller, row: number, day: string): Promise<void> {
    const [year, month, date] = day.split("-").map(Number);
    for (const [part, value] of Object.entries({ day: date, month, year })) {
      await priya.page.locator(`input[name="dueOn-${row}-${part}"]`).fill(String(value));
    }
  }

  it("5d: is approved by the trust and by the centre, each for its own share", async () => {
    for (const [name, path] of [
      ["tom.okafor", "/buying/approvals"],
      ["nadia.rahman", "/commercial/approvals"],
    ] as const) {
      const approver = await as(name);
      await approver.open(`${path}/${orderId}`);
      // What an approver decides on: the order beside the award that it came of.
      await approver.expectText("Awarded and ordered");
      await approver.press("Check and approve the share");
      await approver.expectText("Awarded and ordered");
      await approver.expectText("Who else pays");
      await approver.press("Approve the share");
      await approver.expectText("approved");
      await approver.leave();
    }
  });

  it("5d, 5e: is accepted by the supplier's signatory, and the fund moves from free to committed", async () => {
    const before = await funds();
    const ruth = await as("ruth.alder");
    await ruth.open(`/supplying/orders/${orderId}`);
    await ruth.fill("Your full name", "Ruth Alder");
    await ruth.press("Sign and accept the order");
    await ruth.expectText("Order accepted");
    const pdf = await ruth.page.request.get(`${app.baseUrl}/supplying/orders/${orderId}/order.pdf`);
    expect(pdf.headers()["content-type"]).toContain("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    await ruth.leave();
    const after = await funds();
    const share = sum((await shares()).filter((row) => row.fundId).map(costOf));
    expect(share).toBeGreaterThan(0n);
    expect(after.committed - before.committed).toBe(share);
    expect(before.free - after.free).toBe(share);
    const nadia = await as("nadia.rahman");
    await nadia.open("/commercial/funding");
    await nadia.expectText("Frontline Digitisation");
    await nadia.leave();
  });

  const shares = () => database.db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
  const costOf = (row: typeof orderShare.$inferSelect) =>
    (row.net + row.vat - row.recoverableVat) as typeof row.net;

  async function funds() {
    const rows = await fundBalances(database.db);
    return {
      committed: sum(rows.map((row) => row.committed)),
      drawn: sum(rows.map((row) => row.drawn)),
      free: sum(rows.map((row) => row.free)),
    };
  }

  it("5f: is delivered, invoiced by payer and paid, by Stripe's hosted page and by Bacs", async () => {
    for (const milestone of [0, 1]) {
      const priya = await as("priya.shah");
      await priya.open(`/buying/orders/${orderId}`);
      await priya.press("Confirm milestones");
      await priya.press(milestone === 0 ? /^Confirm.*Go live/ : /^Confirm.*Accepted/);
      await priya.press("Continue");
      await priya.press("Confirm the milestone");
      await priya.leave();
      const daniel = await as("daniel.alder");
      await daniel.open(`/supplying/orders/${orderId}/invoices`);
      await daniel.press(milestone === 0 ? "Invoice Go live" : "Invoice Accepted");
      await daniel.press("Raise and send the invoices");
      await daniel.leave();
      await payBoth();
    }
    // Two years reach over later financial years: their money waits for annual charges, and the order goes on.
    const { state } = (await database.db.select().from(order).where(eq(order.id, orderId)))[0]!;
    expect(state).toBe("live");
    const daniel = await as("daniel.alder");
    await daniel.open(`/supplying/orders/${orderId}/invoices`);
    await daniel.expectText(annualChargeTitle(thisYear() + 1));
    await daniel.expectText("Not due yet");
    await daniel.leave();
  }, 240_000);

  /** The trust pays on the hosted page, NHS England records a Bacs payment from its own ledger. */
  async function payBoth(): Promise<void> {
    const open = await until("sending both invoices", async () => {
      const rows = await database.db
        .select()
        .from(invoice)
        .where(and(eq(invoice.orderId, orderId), eq(invoice.state, "sent")))
        .orderBy(asc(invoice.number));
      return rows.length === 2 ? rows : null;
    });
    for (const row of open) {
      const payer = await as(row.payerCode === "X24" ? "nadia.rahman" : "tom.okafor");
      if (row.payerCode === "X24") {
        await payer.open(`/invoices/${row.number}/pay`);
        await payer.fill(
          "How much did you pay?",
          `${row.gross / 100n}.${String(row.gross % 100n).padStart(2, "0")}`,
        );
        await payer.fill("Bank reference", `NHSE-${row.number}`);
        await payer.fillDate("When did you pay?", inDays(0));
        await payer.press("Continue");
        await payer.press("Record the payment");
      } else {
        await payer.open(new URL(row.hostedUrl!).pathname);
        await payer.press(/by card$/);
      }
      await payer.leave();
      await until(`paying ${row.number}`, async () => {
        const [now] = await database.db.select().from(invoice).where(eq(invoice.number, row.number));
        return now!.state === "paid";
      });
    }
  }

  it("5f: moves the ledger from committed to drawn, to the penny", async () => {
    const rows = await shares();
    const begun = rows.filter((row) => row.financialYear <= thisYear());
    const invoices = await database.db.select().from(invoice).where(eq(invoice.orderId, orderId));
    const paid = await database.db
      .select({ amount: payment.amount })
      .from(payment)
      .innerJoin(invoice, eq(invoice.number, payment.invoiceNumber))
      .where(eq(invoice.orderId, orderId));
    const gross = sum(begun.flatMap((row) => [row.net, row.vat]));
    expect(gross).toBeGreaterThan(0n);
    expect(sum(invoices.map((row) => row.gross))).toBe(gross);
    expect(sum(paid.map((row) => row.amount))).toBe(gross);
    const [credited] = await database.sql<{ amount: string }[]>`
      select sum(r.amount_pence)::text as amount from ledger_transfer r
        join ledger_transaction t on t.id = r.transaction_id
        where t.order_id = ${orderId} and r.kind in ('post', 'move')`;
    expect(BigInt(credited!.amount)).toBe(gross);
    const [reserved] = await database.sql<{ left: string }[]>`
      select (sum(case r.kind when 'reserve' then r.amount_pence when 'post' then -r.amount_pence
        when 'release' then -r.amount_pence else 0 end))::text as left
        from ledger_transfer r join ledger_transaction t on t.id = r.transaction_id where t.order_id = ${orderId}`;
    const later = rows.filter((row) => row.financialYear > thisYear());
    expect(BigInt(reserved!.left)).toBe(sum(later.map(costOf)));
    expect(await recomputeDifferences(database.db)).toEqual([]);
    const { totals } = await trialBalance(database.db);
    expect([totals.postedDifference, totals.pendingDifference]).toEqual([0n, 0n]);
  });

  it("5f: is seen by supplier, payer and commercial staff", async () => {
    for (const [name, path] of [
      ["daniel.alder", "/supplying/invoices"],
      ["tom.okafor", "/buying/invoices"],
      ["nadia.rahman", "/commercial/invoices"],
    ] as const) {
      const person = await as(name);
      await person.open(path);
      await person.expectText(/Paid/);
      await person.leave();
    }
  });

  it("5g: is published as an OCDS release with the same pennies", async () => {
    const ocid = `ocds-dvtl00-${orderId}`;
    const release = await until("publishing the paid order", async () => {
      const answer = await fetch(`${app.baseUrl}/api/v1/ocds/releases`);
      const { releases } = (await answer.json()) as { releases: Release[] };
      const mine = releases.filter((each) => each.ocid === ocid).at(-1);
      return (mine?.contracts[0]?.implementation?.transactions?.length ?? 0) === 4 ? mine : null;
    });
    const rows = await shares();
    expect(penceOf(release.contracts[0]!.value.amount)).toBe(sum(rows.map((row) => row.net)));
    expect(penceOf(release.contracts[0]!.value.amountGross)).toBe(
      sum(rows.flatMap((row) => [row.net, row.vat])),
    );
    const parts = release.planning.budget.budgetBreakdown.map((part) => penceOf(part.amount.amount));
    expect(sum(parts)).toBe(sum(rows.map((row) => row.net)));
    expect(release.buyer.id).toBe("GB-NHS-RR8");
    const anybody = await browser.newPage({ javaScriptEnabled: javaScript });
    await anybody.goto(`${app.baseUrl}/contracts/${ocid}`);
    expect(await anybody.locator("main").innerText()).toContain("Leeds Teaching Hospitals NHS Trust");
    await anybody.close();
  });
});
