import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong on the page that is open, in words; all of axe's rules are asked. axe is put into the page itself
 * and not through its Playwright driver, which opens a second page for each look and takes four times as long. It needs
 * script in the page: a context with javaScriptEnabled: false never answers.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
  });
  return violations.map(({ id, html }) => `${id}: ${html.join(", ")}`);
}
