import type { ShownPage } from "~/web/lists/list-page";
import { Pagination } from "./pagination";

/** A page of a list, whatever its rows hold. */
export type PageOfRows = Omit<ShownPage<unknown>, "rows"> & { rows: readonly unknown[] };
type Noun = readonly [string, string];

const figure = (count: number) => count.toLocaleString("en-GB");

/** "1 to 50 of 12,345 orders"; "7 orders" when all are shown; "No orders". */
export function countSentence(
  { rows, total, first }: Pick<PageOfRows, "rows" | "total" | "first">,
  [one, many]: Noun,
): string {
  if (total === 0) return `No ${many}`;
  if (rows.length >= total) return `${figure(total)} ${total === 1 ? one : many}`;
  const last = first + rows.length - 1;
  return `${figure(first)} to ${figure(last)} of ${figure(total)} ${many}`;
}

/** How many there are, which of them are shown and in what order: "1 to 50 of 12,345 orders, the newest first." */
export function CountLine({ page, noun, order }: { page: PageOfRows; noun: Noun; order?: string }) {
  return <p className="dt-count">{`${countSentence(page, noun)}${order ? `, ${order}` : ""}.`}</p>;
}

/** "The latest 500 of 1,234 runs are shown." where a list ends before its end; null when all are shown. */
export function onlySentence(
  { shown, total }: { shown: number; total: number },
  [, many]: Noun,
  which: "latest" | "first",
): string | null {
  if (shown >= total) return null;
  if (shown === 1) return `Only the ${which} of ${figure(total)} ${many} is shown.`;
  return `The ${which} ${figure(shown)} of ${figure(total)} ${many} are shown.`;
}

/** Says so where a table shows the beginning of a longer list and has no pages. */
export function OnlyLine(props: { shown: number; total: number; noun: Noun; which: "latest" | "first" }) {
  const sentence = onlySentence(props, props.noun, props.which);
  return sentence === null ? null : <p className="dt-count">{sentence}</p>;
}

/** Links to the pages beside this one; nothing when the list fits one page. */
export function ListPages({ page, noun }: { page: PageOfRows; noun: Noun }) {
  const [, many] = noun;
  return (
    <Pagination
      label={`Pages of ${many}`}
      previous={page.previous === null ? undefined : { href: page.previous, label: `earlier ${many}` }}
      next={page.next === null ? undefined : { href: page.next, label: `more ${many}` }}
    />
  );
}
