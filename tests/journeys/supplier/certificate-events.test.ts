import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificate } from "~db/schema/certification";
import { makeShop } from "../../factories/catalogue";
import { makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let number: string;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  const [held] = await database.db
    .select({ number: certificate.number })
    .from(certificate)
    .where(eq(certificate.solutionId, "S-100"));
  number = held!.number;
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

/** Without script, on a phone; axe must still run, so the browser's own switch will not do. */
async function pageOf(who: PersonKey): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 900 } });
  await context.route("**/*.js", (route) => route.abort());
  context.setDefaultTimeout(10_000);
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const main = (page: Page) => page.locator("main").innerText();
const alert = (page: Page) => page.getByRole("alert").innerText();
const typed = async (page: Page, ...[day, month, year]: string[]) => {
  await page.getByLabel("Day").fill(day!);
  await page.getByLabel("Month").fill(month!);
  await page.getByLabel("Year").fill(year!);
};

describe("what is done to a certificate", () => {
  it("is entered with who decided it and from which day, and the public history says when it was entered", async () => {
    const page = await pageOf("owen");
    await page.goto(`${app.baseUrl}/commercial/certificates/${number}/suspend`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("A regulator", { exact: true }).check();
    await typed(page, "31", "2", "2026");
    await click(page, "Continue");
    const faults = await alert(page);
    for (const fault of [
      "Enter the name of the regulator",
      "The first day must be a real date",
      "Enter the reason",
    ])
      expect(faults).toContain(fault);
    await page.getByLabel("Name of the regulator").fill("The Care Quality Commission");
    await page.getByLabel("Reason").fill("An inspection found it unsafe.");
    await typed(page, "1", "1", "2020");
    await click(page, "Continue");
    expect(await alert(page)).toContain("the first day of the certificate");
    expect(await page.getByLabel("Name of the regulator").inputValue()).toBe("The Care Quality Commission");
    await typed(page, "20", "11", "2026");
    await click(page, "Continue");
    expect(await main(page)).toContain("20 November 2026");
    expect(await main(page)).toContain("The Care Quality Commission");
    expect(await main(page)).toContain("No order and no shortlist rests on it.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Suspend the certificate");
    await page.getByText("Entered by Owen Price.").first().waitFor();
    expect(await main(page)).toContain("The supplier’s people were e-mailed, and no buyer.");

    const open = await (await browser.newContext()).newPage();
    await open.goto(`${app.baseUrl}/certificates/${number}`);
    const history = await main(open);
    expect(history).toContain("Suspended by The Care Quality Commission");
    expect(history).toContain("Entered late");
    expect(history).toContain("It was entered on 22 November 2026.");
    expect(await open.content()).not.toContain("Owen Price");
    expect(await accessibilityFaults(open)).toEqual([]);
    await open.context().close();
    await page.context().close();
  });

  it("ends what a regulator suspended on its word only, which the check page and the public history show", async () => {
    const page = await pageOf("owen");
    const address = `${app.baseUrl}/commercial/certificates/${number}/reinstate`;
    await page.goto(address);
    expect(await main(page)).toContain("Suspended by: The Care Quality Commission, from 20 November 2026");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Reason").fill("It was mended.");
    await click(page, "Continue");
    await page.getByText("Choose what The Care Quality Commission said").first().waitFor();
    await page.getByLabel("It decided that the suspension ends").check();
    await click(page, "Continue");
    await page.getByText("Enter the day of its decision").first().waitFor();
    expect(await alert(page)).toContain("Enter the reference of its decision");
    await page.getByLabel("Reference of its decision").fill("ENF-77");
    const decided = page.getByRole("group", { name: "Day of its decision" });
    for (const [part, value] of [
      ["Day", "21"],
      ["Month", "11"],
      ["Year", "2026"],
    ])
      await decided.getByLabel(part!, { exact: true }).fill(value!);
    const from = page.getByRole("group", { name: "From which day?" });
    await from.getByLabel("Day", { exact: true }).fill("20");
    await click(page, "Continue");
    await page
      .getByText("on or after 21 November 2026, the day of the regulator’s decision")
      .first()
      .waitFor();
    await from.getByLabel("Day", { exact: true }).fill("22");
    await click(page, "Continue");
    await page.getByRole("button", { name: "Reinstate the certificate" }).waitFor();
    const check = await main(page);
    for (const words of ["Suspended by", "By its decision ENF-77 of 21 November 2026."])
      expect(check).toContain(words);
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Reinstate the certificate");
    await page.getByText("Reinstated by The Care Quality Commission").first().waitFor();
    // As it was, for what comes next.
    await page.goto(`${app.baseUrl}/commercial/certificates/${number}/suspend`);
    await page.getByLabel("Reason").fill("Another weakness.");
    await click(page, "Continue");
    await click(page, "Suspend the certificate");
    await page.getByText("Another weakness.").first().waitFor();
    await page.context().close();
  });

  it("by its supplier is a signatory's, is final, and says that it was under review", async () => {
    const editor = await pageOf("daniel");
    await editor.goto(`${app.baseUrl}/supplying/certification/certificates/${number}`);
    expect(await main(editor)).toContain("Only a signatory of yours can withdraw it.");
    await editor.context().close();
    const other = await pageOf("marcus");
    const refused = await other.goto(`${app.baseUrl}/supplying/certification/certificates/${number}`);
    expect(refused!.status()).toBe(404);
    await other.context().close();

    const page = await pageOf("ruth");
    await page.goto(`${app.baseUrl}/supplying/certification`);
    await page.getByRole("link", { name: number, exact: true }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("link", { name: "Withdraw it", exact: true }).click();
    await click(page, "Continue");
    expect(await alert(page)).toContain("Enter the reason");
    await page.getByLabel("Reason").fill("It is sold to nobody any more.");
    await click(page, "Continue");
    expect(await main(page)).toContain("was withdrawn on 22 November 2026 by its supplier");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Withdraw the certificate for good");
    expect(await alert(page)).toContain("Confirm that it is withdrawn for good");
    await page.getByLabel(`I withdraw certificate ${number} for good`).check();
    await click(page, "Withdraw the certificate for good");
    expect(await main(page)).toContain("while it was under review");
    await page.goto(`${app.baseUrl}/supplying/certification/certificates/${number}/withdraw`);
    expect(await main(page)).toContain("a withdrawn certificate does not come back");
    await page.context().close();

    const json = (await (await get(app, `/certificates/${number}/certificate.json`)).json()) as {
      events: Record<string, unknown>[];
    };
    expect(json.events.at(-1)).toMatchObject({
      kind: "withdrawn",
      on: "2026-11-22",
      enteredOn: "2026-11-22",
      reason: "It is sold to nobody any more.",
    });
  });
});
