import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";

/**
 * The foot of a table that shows one page of a longer list, as cells by column (sums in pence): what the rows in sight
 * come to, what the others add, and all of them, so that whoever re-adds the page gets there. One row where all are shown.
 */
export function pagedTotals<Row>(
  shown: readonly Row[],
  all: readonly Row[],
  { name, noun, figures }: { name: string; noun: string; figures: Record<string, (row: Row) => Pence> },
): Record<string, string>[] {
  const entries = Object.entries(figures).map(([key, of]) => {
    const [page, whole] = [sum(shown.map(of)), sum(all.map(of))];
    return { key, page, rest: (whole - page) as Pence, whole };
  });
  const row = (label: string, part: "page" | "rest" | "whole"): Record<string, string> => ({
    [name]: label,
    ...Object.fromEntries(entries.map((entry) => [entry.key, formatPence(entry[part])])),
  });
  if (shown.length >= all.length) return [row("Total", "whole")];
  const count = (many: number) => many.toLocaleString("en-GB");
  return [
    row(`These ${count(shown.length)}`, "page"),
    row(`The other ${count(all.length - shown.length)}, not shown`, "rest"),
    row(`Total of all ${count(all.length)} ${noun}`, "whole"),
  ];
}
