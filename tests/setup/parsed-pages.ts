import type { Browser, Locator, Page } from "playwright-core";

/*
 * A click returns when the next page has begun to arrive, and what is read at once is then read from half of it: on a
 * slow machine a count of what stands further down is 0. Whatever a test reads of a page waits here until the whole
 * text of the page has arrived, in every journey and without a word of theirs.
 */
const READS = [
  "count",
  "all",
  "innerText",
  "allInnerTexts",
  "textContent",
  "allTextContents",
  "inputValue",
  "getAttribute",
  "isVisible",
  "isChecked",
  "evaluate",
  "evaluateAll",
] as const;

type Reads = Record<string, (this: Locator, ...given: unknown[]) => Promise<unknown>>;

const prepared = new WeakSet<object>();

/** Lets every locator of the library wait for the text of its page before it reads. */
function readWhenParsed(page: Page): void {
  const locators = Object.getPrototypeOf(page.locator("html")) as Reads;
  if (prepared.has(locators)) return;
  prepared.add(locators);
  for (const name of READS) {
    const read = locators[name]!;
    locators[name] = async function readOf(...given) {
      await this.page().waitForLoadState("domcontentloaded");
      return read.apply(this, given);
    };
  }
}

/** Answers the same browser; each page that it opens is read only when its text has arrived. */
export function withParsedPages(browser: Browser): Browser {
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.on("page", readWhenParsed);
    return context;
  };
  return browser;
}
