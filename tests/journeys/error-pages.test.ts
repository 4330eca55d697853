import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { accessibilityFaults } from "../setup/accessibility";
import { startApp, type RunningApp } from "../setup/app";
import { launchBrowser } from "../setup/browser";
import { get, post, signInAs, signInContext, signInPage } from "../setup/sign-in";
import { unspokenOn } from "../setup/spoken-words";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url, worker: false });
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function shown(answer: Response | Promise<Response>) {
  const got = await answer;
  const text = (await got.text()).replaceAll("<!-- -->", "");
  return { status: got.status, title: /<h1[^>]*>([^<]*)/.exec(text)?.[1], text };
}

describe("an error page says what happened and what to do next", () => {
  it("400: an address that cannot be understood", async () => {
    const cookie = await signInAs(app, PEOPLE.priya.email);
    const page = await shown(get(app, "/buying/local-spend?done=yesterday", cookie));
    expect([page.status, page.title]).toEqual([400, "We could not understand this address"]);
    expect(page.text).toContain("Check this part of the address, or leave it out: done.");
  });

  it("403: another side of the market, with the way there", async () => {
    const cookie = await signInAs(app, PEOPLE.priya.email);
    const page = await shown(get(app, "/commercial/audit", cookie));
    expect([page.status, page.title]).toEqual([403, "You cannot see this page"]);
    expect(page.text).toContain("You are signed in as Priya Shah for Leeds Teaching Hospitals NHS Trust.");
    // A refusal is explained by its words; nobody has a use for the number of the request.
    expect(page.text).toContain("quote status 403.");
    expect(unspokenOn(page.text)).toEqual([]);
  });

  it("403 and 404 to a form that was sent: the header still says who is signed in", async () => {
    const cookie = await signInAs(app, PEOPLE.priya.email);
    for (const [path, status] of [
      ["/commercial/funding/new", 403],
      ["/buying/orders/C999999-01/submit", 404],
    ] as const) {
      const page = await shown(post(app, path, {}, cookie));
      expect([path, page.status]).toEqual([path, status]);
      const header = page.text.slice(page.text.indexOf("<header"), page.text.indexOf("</header>"));
      expect(header).toContain(PEOPLE.priya.name);
      expect(header).toContain("Sign out");
      expect(header).not.toContain("Sign in");
    }
    const nobody = await shown(post(app, "/no-such-page", {}));
    expect(nobody.text.slice(0, nobody.text.indexOf("</header>"))).toContain("Sign in");
  });

  it("404: an address that is none, also for machines", async () => {
    const page = await shown(get(app, "/no-such-page"));
    expect([page.status, page.title]).toEqual([404, "Page not found"]);
    const json = await get(app, "/api/v1/no-such-thing");
    expect(json.headers.get("content-type")).toBe("application/problem+json");
    expect(await json.json()).toMatchObject({ status: 404, code: "no-such-address" });
  });

  it("410: an invitation that was used up", async () => {
    await database.sql`insert into invitation (organisation_code, email, role, token_hash, invited_by, expires_at, withdrawn_at)
      select 'X24', 'a@b.example', 'assessor', encode(sha256('this-invitation-is-over'), 'hex'), id, now() + interval '1 day', now()
      from "user" where email = ${PEOPLE.nadia.email}`;
    const page = await shown(get(app, "/invitations/this-invitation-is-over"));
    expect([page.status, page.title]).toEqual([410, "This invitation was withdrawn"]);
  });

  it("422: a rule keeps what was typed on the page", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    const form = { intent: "invite", email: PEOPLE.daniel.email, role: "supplier_editor" };
    const page = await shown(post(app, "/account/people", form, cookie));
    expect(page.status).toBe(422);
    expect(page.text).toContain(`${PEOPLE.daniel.email} is supplier editor here already`);
    expect(page.text).toMatch(/name="email"[^>]*value="daniel.alder@/);
  });

  it("500: a failure tells nothing of its own, and the log tells its reason", async () => {
    const cookie = await signInAs(app, PEOPLE.nadia.email);
    await database.sql`alter table audit_event rename to audit_event_away`;
    const page = await shown(get(app, "/commercial/audit", cookie));
    await database.sql`alter table audit_event_away rename to audit_event`;
    expect([page.status, page.title]).toEqual([500, "Sorry, there is a problem with the service"]);
    expect(page.text).not.toContain("audit_event");
    expect(unspokenOn(page.text)).toEqual([]);
    const reference = /reference <span[^>]*>([\w-]+)</.exec(page.text)![1]!;
    const line = app
      .output()
      .split("\n")
      .find((one) => one.includes(reference) && one.includes("unexpected error"));
    expect(line).toContain("audit_event");
  });
});

describe("in a browser without JavaScript", () => {
  it("a person signs in, switches to another one, and axe finds nothing on the pages", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signInPage(page, app, PEOPLE.priya.email);
    await page.goto(`${app.baseUrl}/account`);
    expect(await page.textContent("h1")).toBe("Your account");
    await signInPage(page, app, PEOPLE.nadia.email);
    await page.goto(`${app.baseUrl}/account`);
    expect(await page.textContent("main")).toContain("Nadia Rahman");
    await context.close();
  });

  it.each([
    "/sign-in",
    "/demo/people",
    "/demo/mailbox",
    "/help",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/no-such-page",
    "/account",
    "/account/people",
    "/account/authenticator",
    "/account/organisation",
    "/commercial/audit",
    "/commercial/jobs",
    "/commercial/people",
  ])("axe finds nothing on %s", async (address) => {
    const context = await browser.newContext();
    if (/^\/(account|commercial)/.test(address)) await signInContext(context, app, PEOPLE.nadia.email);
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}${address}`);
    const faults = await accessibilityFaults(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});
