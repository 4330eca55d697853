import type { SourceFile } from "./source-imports";

/* Rules of the plan that are seen in a file's text alone; tests/setup/architecture-rules.ts runs them with the others. */

export interface Found {
  rule: string;
  detail: string;
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith("tests/");

/** Where a list becomes one parameter. */
const LISTS = "db/lists.ts";
/** What breaks at 65,535 values, because each is a parameter of its own. */
const MANY_PARAMETERS: [found: RegExp, instead: string][] = [
  [/\b(inArray|notInArray)\b/g, "isAnyOf or isNoneOf"],
  // An insert of its own takes one row, or some that are written out one by one.
  [/\.insert\([\w.]+\)\s*\.values\(\s*(?!\{|\[\s*\{)[^\n]*/g, "insertRows"],
  [/\bsql\.join\(\s*[\w.?!]+\.map\([^\n]*=> sql`\(?\$\{\w+\}[^\n]*/g, "textArray or textRows"],
];

/** A statement carries at most 65,535 parameters, so that a list of unknown length is one of them. */
export function* listsAreOneParameter(file: SourceFile): Iterable<Found> {
  if (!/^(app|db)\//.test(file.path) || isTest(file.path) || file.path === LISTS) return;
  const text = withoutComments(file.text);
  for (const [pattern, instead] of MANY_PARAMETERS) {
    for (const [found] of text.matchAll(pattern)) {
      yield { rule: "lists are one parameter", detail: `${found}; use ${instead} of ~${LISTS}` };
    }
  }
}

/** Numbers of documents are drawn and written in one place, which never cuts them. */
export function* numbersAreDrawn(file: SourceFile): Iterable<Found> {
  if (!file.path.startsWith("app/") || isTest(file.path) || file.path === DRAWER) return;
  const found = /\bnextval\b|\blpad\((?!\(\()[^\n]*/.exec(withoutComments(file.text));
  if (found) yield { rule: "numbers are drawn in one place", detail: `${found[0]}; use drawNumber` };
}

const DRAWER = "app/domain/shared/draw-number.server.ts";

/** What is asked for in one end of its range only: whoever corrects one mistake makes the other. */
const ONE_END =
  /[`"](?:Enter|Use|The)\b[^`"\n]*?(?:\bwhole numbers?\b(?! from)|\b(?:of|be) at (?:most|least) (?:\$\{[^}]+\}|\d+\b|£)(?! (?:characters|lines|MB))|\bUse at most \$\{[^}]+\} months)[^`"\n]*/;

/** A refusal of a number names both ends of what is taken: "a whole number from 1 to 1,000,000". */
export function* rangesNameBothEnds(file: SourceFile): Iterable<Found> {
  if (!file.path.startsWith("app/") || isTest(file.path)) return;
  const found = ONE_END.exec(withoutComments(file.text));
  if (found) yield { rule: "ranges name both ends", detail: `${found[0]}; use ~${RANGES} or sumFrom` };
}

const RANGES = "app/domain/shared/range-words.ts";

const LIKE = "db/like.ts";

/** What somebody typed becomes a pattern of LIKE in one place, where its wild characters are made plain. */
export function* patternsAreEscaped(file: SourceFile): Iterable<Found> {
  if (!/^(app|db)\//.test(file.path) || isTest(file.path) || file.path === LIKE) return;
  const found = /`%\$\{[^`\n]*\}%`|\[(?:\\\\)?%_[^\n]*/.exec(withoutComments(file.text));
  if (found) yield { rule: "patterns are escaped in one place", detail: `${found[0]}; use ~${LIKE}` };
}

const CLOCK = "app/platform/clock.ts";
/** What another company's service does, its stand-in does by the machine's clock, as the service would. */
const STAND_INS = "app/gateways/stand-ins/";
const OTHER_CLOCKS =
  /\bnew Date\(\s*\)|\bDate\.now\(|(?<!\.)\b(?:now|transaction_timestamp|clock_timestamp)\(\)(?!\s*:)(?=[^`]*`)|\bcurrent_(?:date|timestamp)\b/;

/** What compares instants asks the one clock: where TODAY shifts it, two clocks are years apart. */
export function* oneClock(file: SourceFile): Iterable<Found> {
  if (!file.path.startsWith("app/") || isTest(file.path)) return;
  if (file.path === CLOCK || file.path.startsWith(STAND_INS)) return;
  const found = OTHER_CLOCKS.exec(withoutComments(file.text));
  if (found) yield { rule: "one clock", detail: `${found[0]}; ask app/platform/clock.server` };
}

export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}
