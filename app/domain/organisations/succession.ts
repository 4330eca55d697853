import type { Day } from "../shared/day";

/** One organisation replaces another from a day. */
export interface Succession {
  predecessorCode: string;
  successorCode: string;
  effectiveOn: Day;
}

/**
 * Who stands in an organisation's place on a day: itself where nobody has replaced it by then, else its successors,
 * theirs and so on. More than one code means that its area was divided. A circle in the records ends the search.
 */
export function successorsAt(successions: readonly Succession[], code: string, on: Day): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [code];
  while (waiting.length > 0) {
    const current = waiting.shift()!;
    if (seen.has(current)) continue;
    seen.add(current);
    const next = successions.filter((one) => one.predecessorCode === current && one.effectiveOn <= on);
    if (next.length === 0) found.add(current);
    for (const one of next) waiting.push(one.successorCode);
  }
  return [...found].sort();
}

/** Everyone that an organisation has replaced by a day, directly or through others, without itself. */
export function predecessorsAt(successions: readonly Succession[], code: string, on: Day): string[] {
  const seen = new Set<string>([code]);
  const waiting = [code];
  while (waiting.length > 0) {
    const current = waiting.shift()!;
    for (const one of successions) {
      if (one.successorCode !== current || one.effectiveOn > on || seen.has(one.predecessorCode)) continue;
      seen.add(one.predecessorCode);
      waiting.push(one.predecessorCode);
    }
  }
  seen.delete(code);
  return [...seen].sort();
}
