import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { SYSTEM } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { makeClaim } from "../../factories/claims";
import { admit, makeFramework, makeLot, makeRules } from "../../factories/frameworks";
import { makePeople, PEOPLE } from "../../factories/people";
import { makeCertificate, makeSolution, makeStandard } from "../../factories/standards";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let certificateNumber: string;
let claimId: string;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await inTransaction(database.db, async (tx) => {
    await makeRules(tx);
    await makeFramework(tx, { ceiling: pence(1_000_000_00) });
    await makeLot(tx);
    await makeSolution(tx);
    await makeStandard(tx, {
      title: "Digital Technology Assessment Criteria",
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12, evidence: ["Completed form"] },
        {
          version: "2",
          effectiveFrom: day("2027-01-01"),
          complyBy: day("2027-06-30"),
          validityMonths: 12,
        },
      ],
    });
    await makeStandard(tx, { id: "dspt", title: "Toolkit", appliesTo: "organisation", bindings: [] });
    await admit(tx, "F1-1", "alder", ["s1"]);
    certificateNumber = await makeCertificate(tx);
    claimId = await makeClaim(tx, {
      actor: SYSTEM,
      at: new Date("2026-11-20T09:00:00Z"),
      today: day("2026-11-20"),
      standardVersionId: "dtac@1",
      supplierId: "alder",
      solutionId: "s1",
      evidence: [{ itemPosition: 1, kind: "url", reference: "https://alder.example/dtac" }],
    });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

const textOf = async (path: string, cookie?: string) => {
  const answer = await get(app, path, cookie);
  const page = await answer.text();
  const words = page
    .replaceAll("<!-- -->", "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
  return { status: answer.status, words };
};

describe("standards", () => {
  it("are listed, filtered in the address, and downloaded by the same filter", async () => {
    const all = await textOf("/standards");
    expect(all.words).toContain("Showing 2 of 2 standards");
    const one = await textOf("/standards?appliesTo=organisation&mandatory=");
    expect(one.words).toContain("Showing 1 of 2 standards");
    const csv = await get(app, "/standards.csv?appliesTo=organisation");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect((await csv.text()).trim().split("\n")).toHaveLength(2);
    const json = await (await get(app, "/standards.json?mandatory=yes")).json();
    expect(json).toMatchObject([{ id: "dtac", mandatory: "yes", "certificates in date": 1 }]);
    expect((await textOf("/standards?words=nothing+like+it")).words).toContain("No standard matches");
    expect((await textOf("/standards?appliesTo=moon")).status).toBe(400);
  });

  it("show versions, evidence, who meets them and what changes when", async () => {
    const { words } = await textOf("/standards/dtac");
    expect(words).toContain("Completed form");
    expect(words).toContain("1 of 1 certificates count today");
    expect(words).toContain("30 June 2027");
    expect((await textOf("/standards/none")).status).toBe(404);
    const csv = await (await get(app, "/standards/dtac/certificates.csv")).text();
    expect(csv).toContain(certificateNumber);
    expect((await textOf("/standards/dtac/certificates.exe")).status).toBe(404);
  });
});

describe("a certificate", () => {
  it("can be checked by anyone, as at any day", async () => {
    const { words } = await textOf(`/certificates/${certificateNumber}`);
    expect(words).toContain("Valid until 3 March 2027.");
    const later = await textOf(`/certificates/${certificateNumber}?on=2027-03-04`);
    expect(later.words).toContain("Expired on 3 March 2027.");
    // The three boxes of the page, and what is no date beside them, on the page as it stands today.
    const typed = (day: string) =>
      textOf(`/certificates/${certificateNumber}?on-day=${day}&on-month=3&on-year=2027`);
    expect((await typed("4")).words).toContain("Expired on 3 March 2027.");
    const wrong = await typed("32");
    expect([wrong.status, wrong.words.includes("Valid until 3 March 2027.")]).toEqual([200, true]);
    expect(wrong.words).toContain("There is a problem Enter a real date, for example 31 3 2027");
    expect((await textOf(`/certificates/${certificateNumber}?on=31 3 2027`)).words).toContain(
      "Enter a real date",
    );
    const json = await (await get(app, `/certificates/${certificateNumber}/certificate.json`)).json();
    expect(json).toMatchObject({ asAt: "2026-11-22", status: { kind: "valid", daysLeft: 101 } });
    expect((await textOf("/certificates/DVC-999999")).status).toBe(404);
  });
});

describe("frameworks and lots", () => {
  it("show their limits, suppliers and the use of the ceiling", async () => {
    expect((await textOf("/frameworks")).words).toContain("Digital Care Framework");
    expect((await textOf("/frameworks?state=expired")).words).toContain("No framework here");
    expect((await textOf("/frameworks/F1")).words).toContain("0% of the ceiling of £1,000,000 is used");
    const lot = await textOf("/frameworks/F1/lots/F1-1");
    expect(lot.words).toContain("Up to £40,000 including VAT");
    expect(lot.words).toContain("Alder Systems");
    expect((await textOf("/frameworks/F2/lots/F1-1")).status).toBe(404);
    const csv = await (await get(app, "/frameworks/F1/lots/F1-1/suppliers.csv")).text();
    expect(csv).toContain("Alder Systems,Active");
    expect((await (await get(app, "/frameworks.json")).json())[0]).toMatchObject({ id: "F1", state: "live" });
  });
});

describe("an assessor", () => {
  it("takes up a claim and approves it with conditions after a check; the certificate is there at once", async () => {
    const owen = await signInAs(app, PEOPLE.owen.email);
    expect((await textOf("/commercial/assessments", owen)).words).toContain("Waiting for a decision");
    const path = `/commercial/assessments/${claimId}`;
    expect((await textOf(path, owen)).words).not.toContain("Check the decision");
    const early = await post(app, path, { decision: "approve", step: "submit" }, owen);
    expect(early.status).toBe(409);
    const taken = await post(app, path, { decision: "take_up" }, owen);
    expect(taken.status).toBe(302);
    const refused = await post(app, path, { decision: "approve_with_conditions", reason: "Nearly." }, owen);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain("Say what the supplier must do");
    expect(page).toContain("Enter the day it is due");
    expect(page).toContain("Nearly.");
    const due = (row: number, month: string, year: string) => ({
      [`dueOn-${row}-day`]: "30",
      [`dueOn-${row}-month`]: month,
      [`dueOn-${row}-year`]: year,
    });
    const form = {
      decision: "approve_with_conditions",
      reason: "Nearly.",
      "condition-1": "Send the report.",
      ...due(1, "1", "2027"),
    };
    const more = await (await post(app, path, { ...form, step: "more" }, owen)).text();
    expect(more).toContain("Condition 2");
    const late = { ...form, "condition-2": "Close the finding.", ...due(2, "4", "2029") };
    const tooLate = await post(app, path, { ...late, step: "check" }, owen);
    expect(tooLate.status).toBe(422);
    expect(await tooLate.text()).toContain("on or before 21 November 2027, when the certificate ends");
    const both = { ...late, ...due(2, "4", "2027") };
    const check = await (await post(app, path, { ...both, step: "check" }, owen)).text();
    for (const words of ["Check your decision", "Due by 30 January 2027", "Due by 30 April 2027"]) {
      expect(check.replaceAll("<!-- -->", "")).toContain(words);
    }
    const sent = { ...both, step: "submit" };
    expect((await post(app, path, sent, owen)).status).toBe(302);
    const after = await textOf(path, owen);
    const number = /DVC-\d{6}/.exec(after.words)![0];
    expect((await textOf(`/certificates/${number}`)).words).toContain("Due by 30 January 2027");
    expect((await post(app, path, sent, owen)).status).toBe(409);
  });

  it("is nobody else: a supplier may not see it and an auditor may not decide", async () => {
    const isla = await signInAs(app, PEOPLE.isla.email);
    const path = `/commercial/assessments/${claimId}`;
    expect((await textOf(path, isla)).status).toBe(200);
    expect((await post(app, path, { decision: "approve" }, isla)).status).toBe(403);
    const daniel = await signInAs(app, PEOPLE.daniel.email);
    expect((await get(app, path, daniel)).status).toBe(403);
    expect((await get(app, path)).status).toBe(302);
  });
});

describe("accessibility", () => {
  it.each([
    "/standards",
    "/standards/dtac",
    "certificate",
    "/frameworks",
    "/frameworks/F1",
    "/frameworks/F1/lots/F1-1",
  ])("axe finds nothing on %s", async (path) => {
    const page = await browser.newPage();
    await page.goto(app.baseUrl + (path === "certificate" ? `/certificates/${certificateNumber}` : path));
    const faults = await accessibilityFaults(page);
    await page.close();
    expect(faults).toEqual([]);
  });

  it("axe finds nothing on the assessments", async () => {
    const cookie = await signInAs(app, PEOPLE.owen.email);
    const context = await browser.newContext({ extraHTTPHeaders: { Cookie: cookie } });
    for (const path of ["/commercial/assessments", `/commercial/assessments/${claimId}`]) {
      const page = await context.newPage();
      await page.goto(app.baseUrl + path);
      expect(await accessibilityFaults(page), path).toEqual([]);
    }
    await context.close();
  });
});
