import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../setup/browser";

/* A slow machine in small: the second half of a page comes late, as it does from a busy server. */
let server: Server;
let browser: Browser;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    if (request.url === "/") return response.end('<!doctype html><a href="/next">Next</a>');
    response.write(`<!doctype html><title>Next</title><main><h1>Half</h1>${" ".repeat(2_000)}`);
    setTimeout(() => response.end("<p>The other half</p></main>"), 500);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe("a page that arrives in halves", () => {
  it.each([true, false])("is read whole after a click, with script on: %s", async (javaScriptEnabled) => {
    const page = await browser.newPage({ javaScriptEnabled });
    await page.goto(base);
    await page.getByRole("link", { name: "Next" }).click();
    expect(await page.locator("p").count()).toBe(1);
    await page.goto(base);
    await page.getByRole("link", { name: "Next" }).click();
    expect(await page.locator("main").innerText()).toContain("The other half");
    await page.context().close();
  });
});
