/*
 * A list that says that the newest comes first shows by what: one of its columns holds days or moments, and they fall from
 * row to row. "Newest 10 of 45" without a day is an order that nobody can see.
 */

const NEWEST_FIRST = /\b(newest|latest|last changed)\b(?! number)[^.]{0,30}\bfirst\b|\bthe newest \d+ of\b/i;

const parts = (html: string, tag: string): string[] =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>(.*?)</${tag}>`, "gs"))].map(([, inner]) => inner!);

/** The first instant in each cell of each column; null where a cell has none. */
function columnsOf(table: string): (string | null)[][] {
  const rows = parts(table, "tbody")
    .flatMap((body) => parts(body, "tr"))
    .map((row) =>
      [...row.matchAll(/<(t[hd])\b[^>]*>(.*?)<\/\1>/gs)].map(
        ([, , cell]) => /<time\b[^>]*dateTime="([^"]+)"/i.exec(cell!)?.[1] ?? null,
      ),
    );
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
}

function fallsFromRowToRow(column: (string | null)[]): boolean {
  const instants = column.filter((each) => each !== null);
  return (
    instants.length > column.length / 2 && instants.every((each, at) => at === 0 || each <= instants[at - 1]!)
  );
}

const wordsOf = (html: string) =>
  html
    // What it could be sorted by instead is offered, and not said.
    .replaceAll(/<(select|thead|tbody|tfoot|script|template)\b.*?<\/\1>/gs, " ")
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

const rowsIn = (columns: (string | null)[][]) => columns[0]?.length ?? 0;

/**
 * Says so where a list promises the newest first and does not show that; none where it holds. A caption speaks of its
 * own table, any other sentence of one of the page's. One row has no order.
 */
export function orderFaults(html: string): string[] {
  const tables = parts(html, "table").map((table) => ({
    says: NEWEST_FIRST.exec(wordsOf(parts(table, "caption")[0] ?? ""))?.[0],
    columns: columnsOf(table),
  }));
  const beside = NEWEST_FIRST.exec(wordsOf(html.replaceAll(/<table\b.*?<\/table>/gs, " ")))?.[0];
  const holds = (each: (typeof tables)[number]) => each.columns.some(fallsFromRowToRow);
  const fault = (says: string) => `says “${says}”, and no column of days falls from row to row`;
  const own = tables.filter((each) => each.says && rowsIn(each.columns) > 1 && !holds(each));
  const lists = tables.filter(({ columns }) => rowsIn(columns) > 1);
  return [
    ...own.map(({ says }) => fault(says!)),
    ...(beside && lists.length > 0 && !lists.some(holds) ? [fault(beside)] : []),
  ];
}
