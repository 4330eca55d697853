import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";

/*
 * Looks at pages in fonts that the tests bring along, so that what fits does not depend on the fonts of a machine.
 * DejaVu Sans is about a seventh wider than Arial; Arimo has the widths of Arial. Three frames of fixed width keep the
 * styles, and a page is put into them as HTML: that takes a tenth of the time of loading it three times.
 */
const root = path.resolve(import.meta.dirname, "../..");
const FONTS = { wide: "dejavu-sans", ordinary: "arimo" } as const;
const WEIGHTS = [400, 700];
const FRAMES_PATH = "/layout-frames";
const FONTS_PATH = "/layout-fonts/";

export interface Look {
  name: string;
  /** Pixels. */
  width: number;
  font: keyof typeof FONTS;
  /** The size of text as a person sets it, in percent. */
  text: number;
  /** How tall a page may be with its details folded, in pixels. A longer list has pages; what is this tall is a whole order. */
  tallest?: number;
}

export const LOOKS: readonly Look[] = [
  { name: "on a phone in wide letters", width: 375, font: "wide", text: 100, tallest: 12_000 },
  { name: "on a phone in letters of twice the size", width: 375, font: "ordinary", text: 200 },
  { name: "in a window in wide letters", width: 1280, font: "wide", text: 100, tallest: 9_000 },
];

/** A browser page with a frame for each look. */
export class LayoutFrames {
  private constructor(
    readonly page: Page,
    private readonly looks: readonly Look[],
  ) {}

  /** The styles are those of the application at `baseUrl`, as its home names them. */
  static async open(browser: Browser, baseUrl: string, looks = LOOKS): Promise<LayoutFrames> {
    const home = await (await fetch(baseUrl)).text();
    const styles = home.match(/<link rel="stylesheet"[^>]*>/g)!.join("");
    const page = await browser.newPage({ viewport: { width: 2100, height: 900 } });
    await page.route(`**${FONTS_PATH}*`, async (route) => {
      const name = path.basename(new URL(route.request().url()).pathname);
      const family = Object.values(FONTS).find((font) => name.startsWith(font))!;
      const file = path.join(root, "node_modules/@fontsource", family, "files", name);
      await route.fulfill({ contentType: "font/woff2", body: await readFile(file) });
    });
    await page.route(`**${FRAMES_PATH}`, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: framesPage(looks, styles) }),
    );
    await page.goto(new URL(FRAMES_PATH, baseUrl).href, { waitUntil: "load" });
    await page.evaluate(() =>
      Promise.all(Array.from({ length: frames.length }, (_, at) => frames[at]!.document.fonts.ready)),
    );
    return new LayoutFrames(page, looks);
  }

  /** The heights of some elements of a page in each of the looks, in pixels; details are as the page has them. */
  async heightsOf(html: string, selector: string): Promise<number[][]> {
    return this.page.evaluate(sizes, { body: bodyOf(html), selector, side: "height" as const });
  }

  /** Their widths. */
  async widthsOf(html: string, selector: string): Promise<number[][]> {
    return this.page.evaluate(sizes, { body: bodyOf(html), selector, side: "width" as const });
  }

  /** What becomes of the tables of a page that have more columns than room, in each of the looks. */
  async tablesOf(html: string): Promise<TableLook[][]> {
    return this.page.evaluate(tables, bodyOf(html));
  }

  /** What is wrong with the words of a page's pictures in each of the looks. */
  async wordFaultsOf(html: string): Promise<string[][]> {
    return this.page.evaluate(wordsInPictures, bodyOf(html));
  }

  /** What sticks out of a page in each of the looks, with every details element open, and whether it is too tall; in words. */
  async faultsOf(html: string): Promise<string[]> {
    const found = await this.page.evaluate(sticksOut, {
      body: bodyOf(html),
      tallest: this.looks.map((look) => look.tallest ?? 0),
    });
    // Of the page as it stands in the frames now.
    const words = await this.page.evaluate(wordsInPictures, null);
    const all = found.map((faults, at) => [...faults, ...words[at]!]);
    return all.flatMap((faults, at) => faults.map((fault) => `${this.looks[at]!.name}: ${fault}`));
  }
}

const bodyOf = (html: string) =>
  html.slice(html.indexOf("<body"), html.lastIndexOf("</body>")).replace(/^<body[^>]*>/, "");

/** A table in its region. Pixels. */
export interface TableLook {
  /** What the table is called. */
  caption: string;
  /** How much wider than its window the page is. */
  pageTooWide: number;
  /** Of the region in which the table stands. */
  width: number;
  /** How much of the table lies outside of its region. */
  cut: number;
  /** Whether the page says that the table goes on. */
  says: boolean;
  /** Whether these stay where they are when the table is scrolled to its far corner; null where there is none. */
  firstColumnStays: boolean;
  headStays: boolean;
  /** Whether the head of a long table stays in the window. */
  headSticks: boolean;
  /** Whether rows that pass beneath the head are hidden by it. */
  headCovers: boolean;
  sumStays: boolean | null;
}

/** Runs in the browser: opens all details, scrolls each table of each frame to its far corner and looks at what stays in sight. */
async function tables(body: string): Promise<TableLook[][]> {
  const each = Array.from({ length: frames.length }, (_, at) => frames[at]!);
  for (const { document } of each) {
    document.body.innerHTML = body;
    for (const details of document.querySelectorAll("details")) details.open = true;
  }
  // Whether something scrolls is known to the styles from the next picture on, and what hangs on it from the one after.
  for (let pictures = 0; pictures < 3; pictures += 1) await new Promise(requestAnimationFrame);
  return each.map(({ document, innerWidth }) => {
    const pageTooWide = document.scrollingElement!.scrollWidth - innerWidth;
    return [...document.querySelectorAll(".dt-scroll .nhsuk-scroll__content")].map((region) => {
      const cut = region.scrollWidth - region.clientWidth;
      const hint = region.closest(".dt-scroll")!.querySelector(".dt-scroll__hint");
      const says = hint !== null && hint.getBoundingClientRect().height > 0;
      region.scrollTo(region.scrollWidth, region.scrollHeight);
      const frame = region.getBoundingClientRect();
      const first = region.querySelector("tbody tr:last-child > :first-child")!.getBoundingClientRect();
      const head = region.querySelector("thead")!.getBoundingClientRect();
      const sum = region.querySelector("tfoot")?.getBoundingClientRect();
      return {
        caption: region.querySelector("caption")?.textContent ?? "",
        pageTooWide,
        width: frame.width,
        cut,
        says,
        firstColumnStays: Math.abs(first.left - frame.left) < 3,
        headCovers: [...region.querySelectorAll("thead th")].every(
          (cell) => getComputedStyle(cell).backgroundColor !== "rgba(0, 0, 0, 0)",
        ),
        headSticks: getComputedStyle(region.querySelector("thead")!).position === "sticky",
        headStays: head.top >= frame.top - 3 && head.top < frame.bottom,
        sumStays: sum ? sum.bottom <= frame.bottom + 3 && sum.top > frame.top : null,
      };
    });
  });
}

/** Runs in the browser: how high or wide what a selector finds is in each frame. */
function sizes(of: { body: string; selector: string; side: "height" | "width" }): number[][] {
  return Array.from({ length: frames.length }, (_, at) => {
    const { document } = frames[at]!;
    document.body.innerHTML = of.body;
    return [...document.querySelectorAll(of.selector)].map((each) => each.getBoundingClientRect()[of.side]);
  });
}

function framesPage(looks: readonly Look[], styles: string): string {
  const frame = ({ width, font, text }: Look) => {
    const faces = WEIGHTS.map(
      (weight) =>
        `@font-face{font-family:layout;font-weight:${weight};src:url(${FONTS_PATH}${FONTS[font]}-latin-${weight}-normal.woff2)}`,
    ).join("");
    const override = `${faces}html{font-size:${text}%!important}*{font-family:layout!important}`;
    const inner = `<!doctype html><html lang="en-GB"><head>${styles}<style>${override}</style></head><body>A <b>b</b></body></html>`;
    return `<iframe width="${width}" height="900" style="border:0" srcdoc="${inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
  };
  return `<!doctype html><html lang="en-GB"><title>Looks</title><body>${looks.map(frame).join("")}</body></html>`;
}

/** Runs in the browser: for each frame how tall the page is where that is too much, and the innermost elements that make the page scroll. */
function sticksOut({ body, tallest }: { body: string; tallest: number[] }): string[][] {
  return Array.from({ length: frames.length }, (_, at) => {
    const { document, innerWidth } = frames[at]!;
    document.body.innerHTML = body;
    const tall = document.scrollingElement!.scrollHeight;
    const most = tallest[at]!;
    const tooTall = most > 0 && tall > most ? [`${tall} pixels tall, and ${most} is the most`] : [];
    for (const details of document.querySelectorAll("details")) details.open = true;
    // In a window a table may share the page with filters, and is not cut in a column for reading with room beside it.
    const room = innerWidth < 1000 ? 0 : (document.querySelector("main")?.clientWidth ?? 0);
    const cut = [...document.querySelectorAll(".dt-scroll .nhsuk-scroll__content")]
      .filter((region) => region.scrollWidth > region.clientWidth + 1 && region.clientWidth < 0.6 * room)
      .map((region) => {
        const caption = region.querySelector("caption")?.textContent;
        return `the table "${caption}" is cut at ${region.clientWidth} pixels, and the page has ${room}`;
      });
    const other = [...tooTall, ...cut];
    const wide = document.scrollingElement!.scrollWidth;
    if (wide <= innerWidth) return other;
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      if (width === 0 || right <= innerWidth + 0.5) return false;
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return false;
      }
      return true;
    });
    const innermost = out.filter(
      (element) => !out.some((other) => other !== element && element.contains(other)),
    );
    return [
      ...other,
      `${wide} pixels wide`,
      ...innermost.slice(0, 3).map((element) => {
        const chain: string[] = [];
        for (let up: Element | null = element; up && chain.length < 4; up = up.parentElement) {
          chain.unshift([up.tagName.toLowerCase(), ...up.classList].join("."));
        }
        const text = (element.textContent ?? "").trim().slice(0, 40);
        return `${chain.join(" > ")} "${text}" ends at ${Math.round(element.getBoundingClientRect().right)}`;
      }),
    ];
  });
}

/**
 * Runs in the browser: for each frame, on a page or on the one that stands there (null), the words of pictures that their
 * picture's edge cuts off, that run over the edge of a shape, or over other words. Inside of a shape, a bar or a tile, words
 * may stand; bands, areas and lines are no shapes here: words on them have a rim of white.
 */
function wordsInPictures(body: string | null): string[][] {
  return Array.from({ length: frames.length }, (_, at) => {
    const { document } = frames[at]!;
    if (body !== null) document.body.innerHTML = body;
    const overlap = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const inside = (a: DOMRect, b: DOMRect) =>
      a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    return [...document.querySelectorAll("svg[role=img], svg.dt-chart__picture")].flatMap((picture) => {
      const edge = picture.getBoundingClientRect();
      const shapes = [...picture.querySelectorAll("rect, circle")].map((shape) =>
        shape.getBoundingClientRect(),
      );
      const words = [...picture.querySelectorAll("text")]
        .map((text) => ({ said: `the words "${text.textContent}"`, box: text.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      return words.flatMap(({ said, box }, index) => [
        ...(inside(box, edge) ? [] : [`${said} are clipped by their picture`]),
        ...(shapes.some((shape) => overlap(box, shape) && !inside(box, shape))
          ? [`${said} run over the edge of a shape`]
          : []),
        ...words
          .slice(index + 1)
          .filter((other) => overlap(box, other.box))
          .map((other) => `${said} and ${other.said} run over each other`),
      ]);
    });
  });
}
