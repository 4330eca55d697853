/** States whose word is not their name: what was asked for waits for somebody else. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([["requested", "Waiting"]]);

/**
 * A state as people read it, on pages, in filters and in files alike: "awaiting_approval" is "Awaiting approval". Whatever
 * has words of its own (an invoice that is overdue, a claim) has a function of its own, which page and file share too.
 */
export function stateWord(state: string): string {
  const own = OTHERWISE.get(state);
  if (own !== undefined) return own;
  const words = state.replaceAll(/[-_]/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const VERDICTS: ReadonlyMap<string, string> = new Map([
  ["Compliant", "Meets"],
  ["Compliant with conditions", "Meets with conditions"],
  ["Not compliant", "Does not meet"],
]);

/** A verdict in the words of the public pages and their files: meets, meets with conditions, does not meet. */
export function verdictWords(verdict: string): string {
  const word = stateWord(verdict);
  return VERDICTS.get(word) ?? word;
}
