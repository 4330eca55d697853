import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

/** The short form, which a browser reads in half of the time. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong on the page that is open, in words; all of axe's rules are asked. axe is put into the page itself
 * and not through its Playwright driver, which opens a second page for each look and takes four times as long. It needs
 * script in the page: a context with javaScriptEnabled: false never answers. The page is looked at once it has loaded: a
 * click returns when the next page is there as text, and without its styles a page is wider than a phone.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.waitForLoadState("load");
  const unstyled = await page.evaluate(
    `[...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !link.sheet).map((link) => link.href)`,
  );
  if ((unstyled as string[]).length > 0) throw new Error(`${page.url()} came without ${String(unstyled)}`);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
  });
  return violations.map(({ id, html }) => `${id}: ${html.join(", ")}`);
}
