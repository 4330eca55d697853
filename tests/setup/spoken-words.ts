/*
 * The words of pages and files are those of an officer, a finance director and a supplier. What follows is the house's
 * own, a machine's or an accountant's key, and stands on no page and in no file.
 */
const FREE_INSTEAD = "which sum: free to commit, free to allocate, or left of the allocation";

const UNSPOKEN: [pattern: RegExp, instead: string][] = [
  [/\bdeeds?\b/i, "say what happened, or an entry in the ledger"],
  [/\bmend(s|ed|ing)?\b/i, "put right, correct"],
  [/\bpostings?\b/i, "movements"],
  [/\b(debits?|credits) (posted|reserved)\b/i, "came in, went out, reserved"],
  [/\bstreams?\b/i, "what the events are about"],
  [/\bhash(es)?\b/i, "seal"],
  [/\bwebhooks?\b/i, "message from Stripe"],
  [/\b(payload|idempotent|keyset|enum|upsert|cron)\b/i, "what it means for the reader"],
  [/\b(fund|budget|supplier|vat|source):[A-Z0-9][\w-]*/, "the name, with the code beside it"],
  [/\b[a-z][a-z0-9-]+#\d+\b/, "the standard's name"],
  [/\brule (PA|NHS)-\d+/i, "where the rule is written"],
  [/\b(each|all) of the 1 /i, "the one"],
  [
    /\b1 (parties|orders|invoices|claims|certificates|funds|rows|solutions|suppliers|payers|shares|movements)\b/,
    "the singular",
  ],
  [/\b[a-z]{2,}_[a-z_]{2,}\b/, "a state in words"],
  // "Free" alone has been three sums: what is free to commit, to allocate, or left of an allocation.
  [/£[\d,.]+[mk]?( (more|of it|of them))?( is| are| was)? free\b(?! to (commit|allocate))/i, FREE_INSTEAD],
  [/\bfree:? (£|\(pounds\)|(money|balance|sum)\b)/i, FREE_INSTEAD],
  [
    /\b((what|rest|more|it|which|money|balance|fund|£[\d,.]+) (is|are|has)|fund has) free\b(?! (to (commit|allocate)|of charge))/i,
    FREE_INSTEAD,
  ],
  [/\b(undefined|NaN)\b|\[object Object\]/, "the value"],
];

/** Parts of a page that are for machines or show what somebody else's file or address says. */
const NOT_READ = /<(script|style|template|code|pre|head)\b.*?<\/\1>/gs;
const ADDRESSES = /\b(https?:\/\/|www\.)\S+|\S+@\S+|\/[\w/.-]+/g;

/** The words that people read of a page: its text, labels for those who hear it, and hints, without its markup. */
function textOf(html: string): string {
  const labels = [...html.matchAll(/ (?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  const text = html
    .replaceAll(NOT_READ, " ")
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<[^>]*>/g, " ");
  return `${text} ${labels.join(" . ")}`
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(ADDRESSES, " ")
    .replaceAll(/\s+/g, " ");
}

function* unspoken(text: string): Iterable<string> {
  for (const [pattern, instead] of UNSPOKEN) {
    const found = pattern.exec(text);
    if (!found) continue;
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30);
    yield `says "${found[0]}" in "…${around}…"; say ${instead}`;
  }
}

/** What a page says that nobody says, in words; none where it speaks plainly. */
export const unspokenOn = (html: string): string[] => [...unspoken(textOf(html))];

/** What is wrong with the words of a CSV file: its headings are of one style, and its cells no keys of a machine. */
export function unspokenIn(csv: string): string[] {
  const [head = "", ...rows] = csv.replace(/^\uFEFF/, "").split(/\r?\n/);
  const headings = head.split(",").map((each) => each.replaceAll('"', ""));
  const odd = headings.filter((each) => !/^[A-Z0-9]/.test(each) || /_|\bGBP\b|£|^Free \(/.test(each));
  // What was recorded before and after an event is kept as it was, for machines.
  const body = rows
    .slice(0, 200)
    .join("\n")
    .replaceAll(/"[[{](?:[^"]|"")*"/g, "")
    .replaceAll(ADDRESSES, " ");
  return [...odd.map((each) => `has the heading "${each}"`), ...unspoken(body)];
}
