/** Words that many organisations bear, by which none is told from another. */
const COMMON = new Set(
  (
    "the nhs and of for at in dr drs foundation trust practice practices surgery medical centre center health healthcare group " +
    "partnership partners clinic limited ltd hospital hospitals integrated care board primary network pcn icb service services " +
    "teaching university home homes house"
  ).split(" "),
);

const wordsOf = (name: string): string[] =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replaceAll(/[’']/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const telling = (words: readonly string[]) => words.filter((word) => !COMMON.has(word));

/** At least half of these words are among those. */
const mostly = (these: readonly string[], those: readonly string[]) =>
  these.filter((word) => those.includes(word)).length * 2 >= these.length;

/**
 * Whether a name that somebody wrote can be that of the directory: case, punctuation and words that many organisations bear
 * aside, at least half of the telling words of one are in the other. No name fits every organisation.
 */
export function nameFits(written: string, directory: string): boolean {
  const [own, known] = [wordsOf(written), wordsOf(directory)];
  if (own.length === 0) return true;
  const [ownTelling, knownTelling] = [telling(own), telling(known)];
  // Of names of common words alone, all words count.
  if (ownTelling.length === 0 || knownTelling.length === 0) return mostly(own, known) && mostly(known, own);
  return mostly(ownTelling, knownTelling) || mostly(knownTelling, ownTelling);
}
