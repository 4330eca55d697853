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
  ["bed management", "patient flow", "bedboard", "bed board", "bed state"],
  ["virtual ward", "remote monitoring", "hospital at home"],
  ["scr", "shared care record"],
];

export const MOST_WORDS_LENGTH = 200;

/** What was typed, trimmed and cut to a length that a search can bear. */
export function tidyWords(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim().slice(0, MOST_WORDS_LENGTH);
}

const WORD = /[a-z]+/g;
const SHORTEST_CORRECTED = 5;
const LONG_WORD = 8;

/** Words of the catalogue with how often each stands in it: what a slip is corrected to. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Counts the words of texts, and of the trade's own terms. */
export function vocabularyOf(texts: Iterable<string>): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of [...texts, ...SYNONYMS.flat()]) {
    for (const word of text.toLowerCase().match(WORD) ?? []) {
      if (word.length >= SHORTEST_CORRECTED - 1) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/** How many letters differ, two swapped ones counting once, up to `most`; more is `most` + 1 (optimal string alignment). */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

function nearest(word: string, vocabulary: Vocabulary): string {
  const most = word.length >= LONG_WORD ? 2 : 1;
  let best = word;
  let bestCost = most + 1;
  let bestCount = 0;
  for (const [known, count] of vocabulary) {
    const cost = distance(word, known, most);
    if (cost < bestCost || (cost === bestCost && cost <= most && count > bestCount)) {
      [best, bestCost, bestCount] = [known, cost, count];
    }
  }
  return best;
}

/**
 * What was typed with slips in ordinary words put right: a word of five letters or more that the catalogue does not know
 * becomes the nearest that it does, one letter away or, from eight letters on, two. The same text when nothing is near.
 */
export function correctedWords(words: string, vocabulary: Vocabulary): string {
  return words
    .toLowerCase()
    .replaceAll(WORD, (word) =>
      word.length < SHORTEST_CORRECTED || vocabulary.has(word) ? word : nearest(word, vocabulary),
    );
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
