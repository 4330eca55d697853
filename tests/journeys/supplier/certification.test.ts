// Over 300 lines: one certificate is followed from its end to a new one, by supplier and centre, in one database.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { certificateEvent, workOffCondition } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import { day } from "~/domain/shared/day";
import { makePeople, PEOPLE } from "../../factories/people";
import { makeCertificate, makeSolution, makeStandard } from "../../factories/standards";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let number: string;
let former: string;
const cookies: Record<string, string> = {};
const CONDITION = "00000000-0000-4000-8000-000000000001";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await inTransaction(database.db, async (tx) => {
    await makeSolution(tx);
    await makeSolution(tx, { id: "b1", name: "BirchBook", supplierId: "birchwood" });
    await makeSolution(tx, { id: "b2", name: "BirchNotes", supplierId: "birchwood" });
    await makeStandard(tx, {
      title: "Digital Technology Assessment Criteria",
      versions: [
        {
          version: "2",
          effectiveFrom: day("2021-01-01"),
          validityMonths: 12,
          evidence: ["Completed form", "Clinical safety case"],
        },
      ],
    });
    await makeStandard(tx, { id: "dspt", title: "Toolkit", appliesTo: "organisation" });
    number = await makeCertificate(tx, {
      standardVersionId: "dspt@1",
      solutionId: null,
      validTo: "2026-12-22",
    });
    await tx.insert(workOffCondition).values({
      id: CONDITION,
      certificateNumber: number,
      text: "Send the report.",
      dueOn: day("2026-12-01"),
    });
    former = await makeCertificate(tx, {
      standardVersionId: "dtac@2",
      validFrom: "2025-11-01",
      validTo: "2026-10-31",
    });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["daniel", "ruth", "marcus", "nadia", "victor", "owen", "isla"] as const) {
    cookies[key] = await signInAs(app, PEOPLE[key].email);
  }
});
afterAll(() => browser?.close());

const page = async (path: string, who: string, status = 200) => {
  const answer = await get(app, path, cookies[who]);
  const text = await answer.text();
  expect(answer.status, `${path}\n${text.slice(0, 400)}`).toBe(status);
  return text.replaceAll("<!-- -->", "");
};

const goodEvidence = (reference: string) => ({
  kind: "url",
  url: reference,
  "issuedOn-day": "1",
  "issuedOn-month": "11",
  "issuedOn-year": "2026",
});
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

/** Sends a form with a file, as a browser does. */
async function upload(path: string, fields: Record<string, string>, file: File, who: string) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  return fetch(app.baseUrl + path, {
    method: "POST",
    body,
    headers: { Cookie: cookies[who]!, Origin: app.baseUrl },
    redirect: "manual",
  });
}
const pdf = (name: string, bytes: BlobPart = PDF) => new File([bytes], name, { type: "application/pdf" });
/** While a regulator's suspension of the former certificate stands the claim is not approved; the centre enters its end. */
async function refusesRoundRegulator(assess: string, approve: Record<string, string>) {
  await database.db.insert(certificateEvent).values({
    certificateNumber: former,
    kind: "suspended",
    body: "regulator",
    regulatorName: "The MHRA",
    effectiveOn: day("2026-10-20"),
    reason: "An alert.",
  });
  expect(await page(assess, "owen")).toContain("A regulator’s suspension stands");
  const refused = await post(app, assess, approve, cookies.owen);
  expect(refused.status).toBe(422);
  const text = (await refused.text()).replaceAll("<!-- -->", "");
  expect(text).toContain(`The MHRA suspended certificate ${former} from 20 October 2026: An alert.`);
  const lift = `/commercial/certificates/${former}/reinstate`;
  expect(text).toContain(`href="${lift}"`);
  const lifting = { lifting: "said", reason: "By letter.", step: "submit" };
  expect((await post(app, lift, lifting, cookies.owen)).status).toBe(302);
  expect(await page(assess, "owen")).not.toContain("A regulator’s suspension stands");
}

const CLAIM = "/supplying/certification/claim?standard=dtac&solution=s1";
let claimPath = "";

describe("a supplier mends an expired certificate", () => {
  it("sees what needs it, with a way on", async () => {
    const text = await page("/supplying/certification", "daniel");
    expect(text).toContain("Renew Digital Technology Assessment Criteria for CareNotes");
    expect(text).toContain("/supplying/certification/claim?standard=dtac&amp;solution=s1");
    expect(text).toContain("Meet the condition of Toolkit for your organisation");
    expect(await page("/supplying", "daniel")).toContain("Renew Digital Technology Assessment Criteria");
    const file = await page("/supplying/certification.csv", "daniel");
    expect(file.trim().split("\n")).toHaveLength(3);
    expect(file).toContain("Expired on 31 October 2026.");
  });

  it("chooses standard and holder, and is told what is missing", async () => {
    expect(await page("/supplying/certification/claim", "daniel")).toContain("Choose a standard");
    // Beside its field, and in the summary that leads to it.
    const beside = (html: string) => /id="(\w+)-error">.*?Error:<\/span> (.*?)<\/span>/.exec(html)?.slice(1);
    const nothing = await page("/supplying/certification/claim?asked=yes&standard=&solution=", "daniel");
    expect(beside(nothing)).toEqual(["standard", "Choose a standard"]);
    expect(nothing).toContain('<a href="#standard">Choose a standard</a>');
    const held = await page("/supplying/certification/claim?asked=yes&standard=dspt@1&solution=s1", "daniel");
    expect(beside(held)).toEqual([
      "solution",
      "Toolkit is held by organisations. Choose “None: for the organisation”, or a standard for products",
    ]);
    expect(held).toContain('<a href="#solution">Toolkit is held by organisations');
    // What was chosen stays chosen, for the person to say which of the two was meant.
    expect(held).toMatch(/<option value="dspt@1" selected=""/);
    expect(held).toMatch(/<option value="s1" selected=""/);
    const asked = await page("/supplying/certification/claim?asked=yes&standard=dspt@1&solution=", "daniel");
    expect(asked).not.toContain("There is a problem");
    const half = await page("/supplying/certification/claim?standard=dtac@2", "daniel");
    expect(half).toContain("Choose the solution");
    // Another supplier's solution is nobody's to claim for.
    expect(await page(`${CLAIM.replace("s1", "b1")}`, "daniel")).toContain("Choose the solution");
    expect(await page(CLAIM, "daniel")).toContain("Clinical safety case");
    expect((await post(app, CLAIM, {}, cookies.marcus)).status).toBe(422);
  });

  it("begins it, which nobody else sees, and gives the evidence one by one", async () => {
    const begun = await post(app, CLAIM, {}, cookies.daniel);
    expect(begun.status).toBe(302);
    const to = begun.headers.get("Location")!;
    claimPath = to.split("?")[0]!;
    expect(await page(to, "daniel")).toContain("You have completed 0 of 3 sections.");
    await page(claimPath, "marcus", 404);
    await page(claimPath.replace("/supplying/certification/claims", "/commercial/assessments"), "owen", 404);
    const again = await post(app, CLAIM, {}, cookies.ruth);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("You have begun a claim");
    // What needs them leads to it now.
    expect(await page("/supplying/certification", "daniel")).toContain("A claim is begun: go on with it.");
    // The check page says what is missing, and so does sending.
    expect(await page(`${claimPath}/check`, "daniel")).toContain("It cannot be sent yet");
    const early = await post(app, `${claimPath}/check`, {}, cookies.daniel);
    expect(early.status).toBe(422);
    expect(await early.text()).toContain("Give evidence for “Completed form”.");
    const first = `${claimPath}/evidence/1`;
    for (const [form, words] of [
      [{}, "Choose what kind of evidence it is"],
      [{ kind: "url", url: "not a link" }, "Enter a whole link, beginning with https://"],
      [
        { kind: "url", url: `https://a.example/${"x".repeat(2000)}` },
        "Keep what you give as evidence to 2,000 characters",
      ],
      [{ kind: "file" }, "Choose a file"],
      [{ kind: "file", fileId: "-".repeat(36) }, "Choose a file"],
      [{ kind: "declaration", declaration: "It is." }, "Choose what kind of evidence it is"],
      [
        { ...goodEvidence("https://alder.example/1"), "issuedOn-year": "2027" },
        "must be today or in the past",
      ],
      [
        {
          ...goodEvidence("https://alder.example/1"),
          "expiresOn-day": "1",
          "expiresOn-month": "11",
          "expiresOn-year": "2026",
        },
        "This evidence expired on 1 November 2026",
      ],
    ] as const) {
      const refused = await post(app, first, form, cookies.daniel);
      expect(refused.status, words).toBe(422);
      expect(await refused.text()).toContain(words);
    }
    await page(`${claimPath}/evidence/3`, "daniel", 404);
    expect((await post(app, first, goodEvidence("https://alder.example/1"), cookies.daniel)).status).toBe(
      302,
    );
    expect(await page(claimPath, "ruth")).toContain("You have completed 1 of 3 sections.");
  });

  it("uploads a file, which stays when another field is wrong", async () => {
    const second = `${claimPath}/evidence/2`;
    const dates = { "issuedOn-day": "1", "issuedOn-month": "11" };
    const wrong = await upload(second, { kind: "file", ...dates }, pdf("Safety case – final.pdf"), "daniel");
    expect(wrong.status).toBe(422);
    const shown = await wrong.text();
    expect(shown).toContain("The day it was issued must be a real date");
    expect(shown).toContain("Safety case – final.pdf (PDF, 48 bytes)");
    const fileId = /name="fileId" value="([^"]+)"/.exec(shown)![1]!;
    const kept = { kind: "file", fileId, ...dates, "issuedOn-year": "2026" };
    // Another supplier's claim does not get this file by its id.
    const theirs = await post(
      app,
      "/supplying/certification/claim?standard=dtac&solution=b1",
      {},
      cookies.marcus,
    );
    const other = theirs.headers.get("Location")!.split("?")[0]!;
    const stolen = await post(app, `${other}/evidence/2`, kept, cookies.marcus);
    expect(stolen.status).toBe(422);
    expect(await stolen.text()).toContain("Choose a file");
    expect((await post(app, `${other}/discard`, {}, cookies.marcus)).status).toBe(302);
    await page(other, "marcus", 404);
    expect((await post(app, second, kept, cookies.daniel)).status).toBe(302);
    const file = `${claimPath}/files/${fileId}`;
    const answer = await get(app, file, cookies.ruth);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="Safety case _ final.pdf"; filename*=UTF-8''Safety%20case%20%E2%80%93%20final.pdf`,
    );
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
    expect((await get(app, file, cookies.marcus)).status).toBe(404);
    // The centre reads it when the claim is sent, and not before.
    const assessed = file.replace("/supplying/certification/claims", "/commercial/assessments");
    expect((await get(app, assessed, cookies.owen)).status).toBe(404);
  });

  it.each([
    [
      "a program under the name of a PDF",
      pdf("report.pdf", Buffer.from("MZ\u0090\u0000\u0003")),
      "whatever its name says",
    ],
    ["an empty file", pdf("report.pdf", ""), "The file is empty"],
    [
      "one of 11 MB",
      pdf("report.pdf", Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024 - 80)])),
      "The file is 11.0 MB",
    ],
    [
      "a page of a website",
      new File(["<html><script>alert(1)</script></html>"], "a.html"),
      "whatever its name says",
    ],
  ])("refuses %s beside its field, and keeps the rest", async (_, file, words) => {
    const fields = { kind: "file", "issuedOn-day": "7", "issuedOn-month": "11", "issuedOn-year": "2026" };
    const refused = await upload(`${claimPath}/evidence/2`, fields, file, "daniel");
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(/id="file-error">.*?Error:<\/span> (.*?)<\/span>/.exec(text)?.[1]).toContain(words);
    expect(text).toMatch(/name="issuedOn-day"[^>]*value="7"/);
    // What was there before is still there.
    expect(await page(`${claimPath}/evidence/2`, "daniel")).toContain("Safety case – final.pdf");
  });

  it("checks, sends once, and reads what happens next", async () => {
    const check = await page(`${claimPath}/check`, "daniel");
    expect(check).toContain("Check your claim for CareNotes");
    expect(check).toContain("Not scanned for viruses");
    const sent = await post(app, `${claimPath}/check`, {}, cookies.daniel);
    expect(sent.status).toBe(302);
    const text = await page(sent.headers.get("Location")!, "daniel");
    expect(text).toContain("Your claim was sent");
    expect(text).toContain("What happens next");
    const twice = await post(app, CLAIM, {}, cookies.ruth);
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain("is with the assessors already");
    // A colleague who had the page open is led to the claim, which says where it stands.
    const late = await post(app, `${claimPath}/check`, {}, cookies.ruth);
    expect(late.headers.get("Location")).toBe(claimPath);
    const changed = await post(
      app,
      `${claimPath}/evidence/1`,
      goodEvidence("https://a.example/2"),
      cookies.ruth,
    );
    expect(changed.status).toBe(302);
    expect(await page(claimPath, "daniel")).not.toContain("https://a.example/2");
    await page(claimPath, "marcus", 404);
  });

  it("corrects what comes back, and is approved", async () => {
    const id = claimPath.split("/").at(-1)!;
    const assess = `/commercial/assessments/${id}`;
    const seen = await page(assess, "owen");
    const file = /href="(\/commercial\/assessments\/[^"]+\/files\/[^"]+)"/.exec(seen)![1]!;
    expect((await get(app, file, cookies.isla)).status).toBe(200);
    const back = { decision: "return", reason: "The form is not signed.", step: "submit" };
    expect((await post(app, assess, { decision: "take_up" }, cookies.owen)).status).toBe(302);
    // What the claim's own dates tell comes in the round of the other errors.
    const half = { decision: "approve_with_conditions", reason: "", "condition-1": "", step: "check" };
    const wrong = await (await post(app, assess, half, cookies.owen)).text();
    for (const field of ["reason", "condition-1", "dueOn-1"]) expect(wrong).toContain(`id="${field}-error"`);
    // A condition that was typed is never left out.
    const left = { decision: "approve", "condition-1": "Send the report.", step: "check" };
    const unsaid = await post(app, assess, left, cookies.owen);
    expect(unsaid.status).toBe(422);
    expect(await unsaid.text()).toContain("You wrote a condition: choose “Approve with conditions”");
    expect((await post(app, assess, back, cookies.owen)).status).toBe(302);
    expect(await page("/supplying/certification", "daniel")).toContain("The form is not signed.");
    const text = await page(claimPath, "daniel");
    expect(text).toContain("Why it came back");
    expect(text).toContain("https://alder.example/1");
    const until = { "expiresOn-day": "1", "expiresOn-month": "2", "expiresOn-year": "2027" };
    const signed = { ...goodEvidence("https://alder.example/signed"), ...until };
    expect((await post(app, `${claimPath}/evidence/1`, signed, cookies.daniel)).status).toBe(302);
    // The assessor still sees what was decided on, and nothing that is being written.
    const decided = await page(assess, "owen");
    expect(decided).toContain("https://alder.example/1");
    expect(decided).not.toContain("https://alder.example/signed");
    // One that was sent once is kept.
    const discarded = await post(app, `${claimPath}/discard`, {}, cookies.daniel);
    expect(discarded.status).toBe(409);
    expect(await discarded.text()).toContain("This claim was sent once, so it is kept.");
    expect((await post(app, `${claimPath}/check`, {}, cookies.daniel)).status).toBe(302);
    const resent = await page(assess, "owen");
    expect(resent).toContain("https://alder.example/signed");
    expect(resent).toContain("Evidence of submission 1");
    expect((await post(app, assess, { decision: "take_up" }, cookies.owen)).status).toBe(302);
    const approve = { decision: "approve", reason: "", step: "submit" };
    await refusesRoundRegulator(assess, { ...approve, step: "check" });
    const ends = await (await post(app, assess, { ...approve, step: "check" }, cookies.owen)).text();
    expect(ends).toContain("Evidence ends before the certificate does");
    expect(ends.replaceAll("<!-- -->", "")).toContain("Completed form: until 1 February 2027");
    expect((await post(app, assess, approve, cookies.owen)).status).toBe(302);
    const history = await page(claimPath, "daniel");
    for (const words of ["Sent to the assessors", "Returned for correction", "Approved"]) {
      expect(history).toContain(words);
    }
    expect(await page("/supplying/certification", "daniel")).not.toContain("Renew Digital");
    const mails = await database.db.select().from(email);
    expect(mails.filter((mail) => mail.kind.startsWith("claim-")).map((mail) => mail.kind)).toHaveLength(4);
  });
});

describe("listings", () => {
  it("are read with state, verdict and prices, and only one's own", async () => {
    const list = await page("/supplying/listings", "daniel");
    expect(list).toContain("/solutions/s1");
    expect(list).not.toContain("BirchBook");
    expect(await page("/supplying/listings/s1", "daniel")).toContain("Where it stands");
    await page("/supplying/listings/b1", "daniel", 404);
    expect((await page("/supplying/listings.csv", "marcus")).trim().split("\n")).toHaveLength(3);
  });
});

describe("the centre", () => {
  const base = () => `/commercial/certificates/${number}`;

  it("finds certificates by status and words", async () => {
    expect(await page("/commercial/certificates?status=expired", "isla")).toContain(
      "Showing 1 certificate of the chosen status, ",
    );
    expect(await page("/commercial/certificates?words=toolkit", "isla")).toContain(number);
    const file = await page("/commercial/certificates.csv?status=expired", "isla");
    expect(file.trim().split("\n")).toHaveLength(2);
  });

  it("suspends with a reason, after a look at what follows, and reinstates", async () => {
    const path = `${base()}/suspend`;
    expect(await page(base(), "isla")).not.toContain(path);
    expect(await page(base(), "owen")).toContain(path);
    const empty = await post(app, path, { reason: " " }, cookies.owen);
    expect(empty.status).toBe(422);
    const check = await (await post(app, path, { reason: "Open weakness." }, cookies.owen)).text();
    expect(check).toContain("Check before you suspend it");
    expect(check).toContain("CareNotes");
    const form = { reason: "Open weakness.", step: "submit" };
    expect((await post(app, path, form, cookies.owen)).status).toBe(302);
    expect(await page(base(), "owen")).toContain("Suspended since 22 November 2026: Open weakness.");
    expect((await post(app, path, form, cookies.nadia)).status).toBe(409);
    expect(await page("/supplying/certification", "daniel")).toContain("Put right Toolkit");
    const back = await post(app, `${base()}/reinstate`, { reason: "Mended.", step: "submit" }, cookies.nadia);
    expect(back.status).toBe(302);
    // It is not suspended now: the form says so, and its check step refuses as its last one would.
    expect(await page(`${base()}/reinstate`, "owen")).toContain("it is not suspended");
    const twice = { reason: "Mended.", step: "check" };
    expect((await post(app, `${base()}/reinstate`, twice, cookies.owen)).status).toBe(409);
  });

  it("records a condition as met, once", async () => {
    const path = `${base()}/conditions/${CONDITION}`;
    expect(await page(path, "owen")).toContain("Send the report.");
    expect((await post(app, path, {}, cookies.owen)).status).toBe(302);
    expect((await post(app, path, {}, cookies.owen)).status).toBe(409);
    expect(await page(base(), "owen")).toContain("Met on 22 November 2026");
  });

  it("grants a waiver that the verdict counts", async () => {
    const path = "/commercial/waivers/new";
    const dates = {
      "from-day": "22",
      "from-month": "11",
      "from-year": "2026",
      "to-day": "31",
      "to-month": "3",
    };
    const form = {
      ...dates,
      "to-year": "2027",
      standard: "dtac",
      solution: "birchnotes",
      reason: "In pilot.",
    };
    const unknown = await post(app, path, { ...form, buyer: "NOBODY" }, cookies.nadia);
    expect(await unknown.text()).toContain("There is no organisation with this code");
    const check = await post(app, path, { ...form, buyer: "RR8", step: "check" }, cookies.nadia);
    const text = await check.text();
    expect(text).toContain("BirchNotes, Birchwood Health");
    expect(text).toContain("Leeds Teaching Hospitals NHS Trust");
    const gone = { "from-year": "2020", "to-year": "2020", "to-month": "12" };
    const past = await post(app, path, { ...form, ...gone, step: "check" }, cookies.nadia);
    expect(await past.text()).toContain("it cannot be granted for days that are all past");
    const long = await post(app, path, { ...form, "to-year": "2029", step: "submit" }, cookies.nadia);
    expect(long.status).toBe(422);
    expect((await post(app, path, { ...form, step: "submit" }, cookies.owen)).status).toBe(403);
    const made = await post(app, path, { ...form, step: "submit" }, cookies.nadia);
    expect(made.status).toBe(302);
    const proposal = made.headers.get("location")!.replace(/\?.*/, "");
    expect(await page("/commercial/waivers", "isla")).toContain("Waiting for a second officer");
    expect((await page("/commercial/waivers.csv", "isla")).trim().split("\n")).toHaveLength(1);
    const approve = { decision: "approve", reason: "" };
    expect((await post(app, proposal, approve, cookies.nadia)).status).toBe(403);
    expect((await post(app, proposal, { decision: "decline" }, cookies.victor)).status).toBe(422);
    expect((await post(app, proposal, approve, cookies.victor)).status).toBe(302);
    expect(await page("/commercial/waivers", "isla")).toContain("In pilot.");
    expect((await page("/commercial/waivers.csv", "isla")).trim().split("\n")).toHaveLength(2);
    expect(await page("/solutions/b2", "isla")).toContain("is waived until 31 March 2027");
  });
});

describe("in a browser without script", () => {
  const shots = process.env.SHOTS_DIR;

  async function expectClean(screen: Page, name: string) {
    const width = screen.viewportSize()!.width;
    if (shots) await screen.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    const faults = await accessibilityFaults(screen);
    expect([name, width, ...faults]).toEqual([name, width]);
    const wide = await screen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect([name, width, wide]).toEqual([name, width, false]);
  }

  async function at(width: number, who: keyof typeof PEOPLE, work: (screen: Page) => Promise<void>) {
    // axe needs to run in the page, which javaScriptEnabled: false forbids; refusing our scripts does the same.
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.route("**/*.js", (route) => route.abort());
    await signInContext(context, app, PEOPLE[who].email);
    await work(await context.newPage());
    await context.close();
  }

  it.each([1280, 375])("a claim is made at %d pixels", async (width) => {
    await at(width, "marcus", async (screen) => {
      await screen.goto(`${app.baseUrl}/supplying/certification`);
      await expectClean(screen, "certification");
      const standard = width === 1280 ? "Digital Technology Assessment Criteria" : "Toolkit";
      await screen.getByRole("link", { name: new RegExp(`^Claim ${standard}`) }).click();
      const items = await screen
        .getByRole("listitem")
        .filter({ hasText: /form$|case$/ })
        .count();
      await expectClean(screen, "claim");
      await screen.getByRole("button", { name: "Start the claim" }).click();
      await expectClean(screen, "claim-tasks");
      for (const [at, item] of items > 0
        ? (["Completed form", "Clinical safety case"] as const).entries()
        : []) {
        await screen.locator(".nhsuk-task-list").getByRole("link", { name: item }).click();
        await screen.getByRole("button", { name: "Save" }).click();
        await expectClean(screen, `evidence-${at}-errors`);
        await screen.getByLabel("A file").check();
        await screen.getByLabel("Choose the file").setInputFiles({
          name: `${item}.pdf`,
          mimeType: "application/pdf",
          buffer: PDF,
        });
        await screen.getByRole("button", { name: "Save" }).click();
        // The date is still missing; the file is not asked for again.
        await screen.getByText(`${item}.pdf (PDF, 48 bytes) is here and stays`).waitFor();
        await expectClean(screen, `evidence-${at}-kept`);
        const issued = screen.getByRole("group", { name: "Issued on" });
        await issued.getByLabel("Day").fill("1");
        await issued.getByLabel("Month").fill("6");
        await issued.getByLabel("Year").fill("2026");
        await screen.getByRole("button", { name: "Save" }).click();
      }
      await expectClean(screen, "claim-given");
      await screen.getByRole("link", { name: "Check and send" }).click();
      await expectClean(screen, "claim-check");
      await screen.getByRole("button", { name: "Send the claim" }).click();
      await screen.getByRole("heading", { name: "Your claim was sent" }).waitFor();
      await expectClean(screen, "claim-sent");
      for (const name of ["listings", "listings/b1"]) {
        await screen.goto(`${app.baseUrl}/supplying/${name}`);
        await expectClean(screen, name.replace("/", "-"));
      }
    });
  });

  it.each([1280, 375])("the centre's pages hold at %d pixels", async (width) => {
    await at(width, "nadia", async (screen) => {
      for (const [name, path] of [
        ["centre-certificates", "/commercial/certificates"],
        ["centre-certificate", `/commercial/certificates/${number}`],
        ["centre-waivers", "/commercial/waivers"],
        ["centre-waiver", "/commercial/waivers/new"],
      ] as const) {
        await screen.goto(app.baseUrl + path);
        await expectClean(screen, name);
      }
      await screen.goto(`${app.baseUrl}/commercial/certificates/${number}/withdraw`);
      await screen.getByLabel("Reason").fill("It was issued by mistake.");
      await screen.getByRole("button", { name: "Continue" }).click();
      await expectClean(screen, "centre-check");
      await screen.getByRole("button", { name: "Change your answers" }).click();
      expect(await screen.getByLabel("Reason").inputValue()).toBe("It was issued by mistake.");
    });
  });
});
