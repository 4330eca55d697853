import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { RecentlyUsed } from "./recently-used";

export interface Fragment {
  html: string;
  /** What the page is about, for its title. */
  title: string;
}

/** Characters of HTML to keep; some hundred pages of the catalogue. */
const MOST_CHARACTERS = 16_000_000;

const kept = new RecentlyUsed<Fragment>(MOST_CHARACTERS, ({ html }) => html.length);
const underWay = new Map<string, Promise<Fragment>>();

/**
 * A part of a page as HTML, rendered once for a key. The key must name everything that the part depends on: version, day,
 * query, and whether a buyer looks. For parts without forms that post, because their token belongs to one request.
 * What `make` throws is not kept.
 */
export function fragment(
  key: readonly string[],
  make: () => Promise<{ element: ReactElement; title: string }>,
): Promise<Fragment> {
  const text = JSON.stringify(key);
  const known = kept.get(text);
  if (known) return Promise.resolve(known);
  const running = underWay.get(text);
  if (running) return running;
  const rendering = make()
    .then(({ element, title }) => {
      const made = { html: renderToStaticMarkup(element), title };
      kept.set(text, made);
      return made;
    })
    .finally(() => underWay.delete(text));
  underWay.set(text, rendering);
  return rendering;
}
