import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { accessibilityFaults } from "../../setup/accessibility";
import type { RunningApp } from "../../setup/app";
import { signInContext } from "../../setup/sign-in";

/** One person at one browser, who fills in what the labels say and sees that each page is sound. */
export class Traveller {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly app: RunningApp,
    private readonly seen: Set<string>,
    private readonly javaScript: boolean,
  ) {}

  /** Becomes a person of the demonstration. `seen` keeps the addresses that axe has passed, for all travellers together. */
  static async as(
    email: string,
    given: { browser: Browser; app: RunningApp; javaScript: boolean; seen: Set<string> },
  ): Promise<Traveller> {
    const { browser, app, javaScript, seen } = given;
    const context = await browser.newContext({
      javaScriptEnabled: javaScript,
      viewport: { width: 1280, height: 900 },
    });
    await signInContext(context, app, email);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const traveller = new Traveller(page, context, app, seen, javaScript);
    page.on("request", (request) => {
      // No page asks anybody else for anything.
      expect(new URL(request.url()).origin).toBe(new URL(app.baseUrl).origin);
    });
    return traveller;
  }

  async open(path: string): Promise<void> {
    const answer = await this.page.goto(new URL(path, this.app.baseUrl).href);
    expect(answer?.status(), path).toBe(200);
    await this.look();
  }

  /** Presses a button or follows a link by its words, and waits for the page that comes. */
  async press(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole("button", { name, exact: typeof name === "string" });
    const target =
      (await button.count()) > 0
        ? button
        : this.page.getByRole("link", { name, exact: typeof name === "string" });
    await Promise.all([this.page.waitForLoadState("load"), target.first().click()]);
    await this.page.waitForLoadState("load");
    await this.look();
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(value);
  }

  async choose(label: string | RegExp, option: string): Promise<void> {
    await this.page.getByLabel(label).first().selectOption(option);
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.page.getByLabel(label).first().check();
  }

  /** The three boxes of a date under a heading. */
  async fillDate(legend: string | RegExp, day: string): Promise<void> {
    const group = this.page.getByRole("group", { name: legend }).last();
    const [year, month, date] = day.split("-").map(Number);
    await group.getByLabel("Day").fill(String(date));
    await group.getByLabel("Month").fill(String(month));
    await group.getByLabel("Year").fill(String(year));
  }

  text(): Promise<string> {
    return this.page.locator("main").innerText();
  }

  async expectText(text: string | RegExp): Promise<void> {
    const shown = await this.text();
    if (typeof text === "string") expect(shown, this.page.url()).toContain(text);
    else expect(shown, this.page.url()).toMatch(text);
  }

  /** The address without what is particular to one order, so that each kind of page is examined once. */
  private shape(): string {
    return new URL(this.page.url()).pathname.replace(
      /(C\d{6}-\d\d|S\d{4}|INV-\d+|in_\w+|[0-9a-f-]{36}|\d{5}-\d{3})/g,
      ":id",
    );
  }

  /** Every page: no refusal, nothing wider than the window, and, once a kind of page, nothing that axe finds. */
  private async look(): Promise<void> {
    const alert = this.page.locator(".nhsuk-error-summary");
    if ((await alert.count()) > 0) throw new Error(`${this.page.url()}\n${await alert.first().innerText()}`);
    const shape = this.shape();
    if (!this.javaScript || this.seen.has(shape)) return;
    this.seen.add(shape);
    const faults = await accessibilityFaults(this.page);
    expect(faults, shape).toEqual([]);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
