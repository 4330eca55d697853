import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { RecentlyUsed } from "./recently-used";

/** Characters of HTML to keep; some hundred pages of the catalogue. */
const MOST_CHARACTERS = 16_000_000;

const kept = new RecentlyUsed<string>(MOST_CHARACTERS, (html) => html.length);
const underWay = new Map<string, Promise<string>>();

/**
 * The HTML of a part of a page, rendered once for a key. The key must name everything that the part depends on: stamp,
 * day, query, and whether a buyer looks. For parts without forms that post, because their token belongs to one request.
 * What `make` throws is not kept.
 */
export function fragment(key: string, make: () => Promise<ReactElement>): Promise<string> {
  const known = kept.get(key);
  if (known !== undefined) return Promise.resolve(known);
  const running = underWay.get(key);
  if (running) return running;
  const rendering = make()
    .then((element) => {
      const html = renderToStaticMarkup(element);
      kept.set(key, html);
      return html;
    })
    .finally(() => underWay.delete(key));
  underWay.set(key, rendering);
  return rendering;
}
