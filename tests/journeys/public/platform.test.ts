import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY } from "../../setup/demo-database";
import { testDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  const { url } = await testDatabase();
  [app, browser] = await Promise.all([startApp({ databaseUrl: url, today: DEMO_DAY }), launchBrowser()]);
});
afterAll(() => browser?.close());

describe("the floor under every page", () => {
  it("answers /healthz with status, version, database and queue", async () => {
    const response = await fetch(`${app.baseUrl}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "ok",
      database: "ok",
      queue: { waiting: 0, failed: 0 },
      knowledge: [],
    });
  });

  it("sends a strict content security policy and a request id of its own", async () => {
    const response = await fetch(app.baseUrl, { headers: { "x-request-id": "from-outside-1" } });
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-request-id")).not.toBe("from-outside-1");
    expect(response.headers.get("strict-transport-security")).toBeNull();
  });

  it("compresses pages and lets browsers keep built files for good", async () => {
    const page = await fetch(app.baseUrl, { headers: { "accept-encoding": "br" } });
    expect(page.headers.get("content-encoding")).toBe("br");
    const asset = /"(\/assets\/[^"]+)"/.exec(await page.text())?.[1] ?? "";
    const file = await fetch(app.baseUrl + asset);
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${app.baseUrl}/assets/missing.js`)).status).toBe(404);
  });

  it("loads in a browser without breaking the policy or asking anybody else", async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const hosts = new Set<string>();
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(app.baseUrl, { waitUntil: "load" });
    await page.close();
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([app.baseUrl]);
  });
});
