/*
 * The words of pages and files are those of an officer, a finance director and a supplier. What follows is the house's
 * own, a machine's or an accountant's key, and stands on no page and in no file.
 */
import { STREAM_KINDS } from "../../app/domain/audit/stream-words";

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
  [/\b(budget|supplier|vat|source):[A-Z0-9][\w-]*/, "the name, with the code beside it"],
  [
    new RegExp(`\\b(${Object.keys(STREAM_KINDS).join("|")}):[A-Za-z0-9][\\w-]*`),
    "what it is about (audit/stream-words)",
  ],
  [/\bsupplier \d{5}\b|\bGB-(NHS|COH|GSS|CQC|DOVETAIL)-\w+/i, "the organisation's code: S20001, RR8"],
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

/** A file may hold it as the key by which its rows are found again. */
const ON_NO_PAGE: typeof UNSPOKEN = [
  // A day is written in one way, wherever people read it.
  [/\b20\d\d-\d\d-\d\d\b/, "the day in words: 3 March 2027"],
  [
    /\b\d{1,2} (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? 20\d\d\b|\b[A-Z][a-z]{2,8} \d{1,2}, 20\d\d\b/,
    "the month in full: 3 March 2027",
  ],
  [
    /\b(licence-subscription|data-migration|training-change|clinical-safety-assurance|cyber-security|valid-with-conditions|condition-not-met|not-yet-valid)\b/,
    "its name: licence or subscription, valid with conditions",
  ],
  [/\bcqc-provider-[\w-]+/, "the name alone (shared/organisation-words)"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/, "what it is; a number of the machine stands on no page"],
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

function* unspoken(text: string, patterns = UNSPOKEN): Iterable<string> {
  for (const [pattern, instead] of patterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30);
    yield `says "${found[0]}" in "…${around}…"; say ${instead}`;
  }
}

/** What a page says that nobody says, in words; none where it speaks plainly. */
export const unspokenOn = (html: string): string[] => [
  ...unspoken(textOf(html), [...UNSPOKEN, ...ON_NO_PAGE]),
];

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
