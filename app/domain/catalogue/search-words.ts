/** Words of the trade that mean the same, each group in both directions (product.md, section 5). */
const SYNONYMS: readonly (readonly string[])[] = [
  ["epr", "electronic patient record"],
  ["ehr", "electronic health record"],
  ["pas", "patient administration system"],
  ["pacs", "picture archiving"],
  ["epma", "electronic prescribing", "e-prescribing", "medicines administration"],
  ["dscr", "digital social care record", "care planning"],
  ["gp system", "gp clinical system", "general practice"],
  ["video consultation", "video call", "remote consultation"],
  ["telephony", "phone system", "call handling"],
  ["bed management", "patient flow"],
  ["virtual ward", "remote monitoring", "hospital at home"],
  ["scr", "shared care record"],
];

export const MOST_WORDS_LENGTH = 200;

/** What was typed, trimmed and cut to a length that a search can bear. */
export function tidyWords(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim().slice(0, MOST_WORDS_LENGTH);
}

/** What was typed and the same with each synonym put in its place: the ways to search for it. */
export function searchVariants(words: string): string[] {
  const lower = words.toLowerCase();
  const variants = new Set([words]);
  for (const group of SYNONYMS) {
    for (const term of group) {
      const pattern = new RegExp(`\\b${term}\\b`);
      if (!pattern.test(lower)) continue;
      for (const other of group) if (other !== term) variants.add(lower.replace(pattern, other));
    }
  }
  return [...variants];
}
