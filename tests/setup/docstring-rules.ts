import type { SourceFile } from "./source-imports";
import type { Found } from "./text-rules";

/*
 * The domain's public functions are read by people who do not read their bodies: each says what it answers, and whoever
 * calls it learns from there which Problems to expect. tests/setup/architecture-rules.ts runs it with the others.
 */

const RULE = "public functions are described";
const FUNCTION = /^export (?:async )?function\*? (\w+)/;
const ARROW =
  /^export const (\w+)(?::[^=\n]+)? =\s*(?:async\s*)?(?:<[^>]*>\s*)?(?:\((?:[^()]|\([^()]*\))*\)(?::[^=]+?)?\s*=>|\w+\s*=>|(?:async )?function\b)/;
const EXPORTED = new RegExp(`${FUNCTION.source}|${ARROW.source}`, "gm");
const DOCSTRING = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/;
const THROWS = /\bthrow new Problem\(\s*"([\w-]+)",\s*"([\w-]+)"/g;
/** What everybody calls who asks for words, and what it throws: the one guard whose refusals each caller repeats. */
const REASON = /\brequireReason\(/;
const REASON_CODES = ["reason-missing", "reason-too-long"];
/** A docstring without a word is none. */
const WORDS = /[a-z]{2}/i;

/** Where an exported function or constant ends: at a bracket that stands alone, or with its statement. */
const endOf = (text: string, from: number): number => {
  const alone = text.slice(from).search(/^export const/) === 0 ? /;\n(?=\S|\n|$)/ : /\n\}(?=\n|$)/;
  const length = text.slice(from).search(alone);
  return length < 0 ? text.length : from + length;
};

/**
 * Every exported function of the domain has a docstring directly above it; one that throws a Problem itself says so,
 * with the kind and the code. What its guards throw is theirs to say, but for the reason, which a person typed and whose
 * form shows both refusals.
 */
export function* publicFunctionsAreDescribed(file: SourceFile): Iterable<Found> {
  if (!file.path.startsWith("app/domain/") || file.path.endsWith(".test.ts")) return;
  for (const match of file.text.matchAll(EXPORTED)) {
    const name = match[1] ?? match[2]!;
    const docstring = DOCSTRING.exec(file.text.slice(0, match.index))?.[0] ?? "";
    if (!WORDS.test(docstring)) {
      yield { rule: RULE, detail: `${name} has no docstring above it` };
      continue;
    }
    const body = file.text.slice(match.index, endOf(file.text, match.index));
    const reasons = REASON.test(body) ? REASON_CODES.map((code) => ["", "bad-request", code]) : [];
    for (const [, kind, code] of [...body.matchAll(THROWS), ...reasons]) {
      const said = /\b(throws|refuses)\b/i.test(docstring) && docstring.includes(kind!);
      if (!said || !docstring.includes(code!)) {
        yield {
          rule: RULE,
          detail: `${name}: its docstring does not say "Throws Problem ${kind} \`${code}\`"`,
        };
      }
    }
  }
}
