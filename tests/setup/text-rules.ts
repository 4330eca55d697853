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

export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}
